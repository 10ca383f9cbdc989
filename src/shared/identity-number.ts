import { isLocalDay, type LocalDay } from './dates.ts'

/**
 * Số định danh cá nhân, `PPP C YY NNNNNN`: where the birth was registered, century with sex, year of birth
 * (NĐ 137/2015, Điều 13; Luật Căn cước 26/2023). It has no check digit. Province codes outlive mergers.
 */
export interface IdentityNumber {
  provinceCode: string
  /** Undefined for a birth registered abroad, where the code is a country's. */
  provinceName: string | undefined
  gender: Gender
  /** 20 for births from 1900 on, 21 from 2000 on. */
  century: number
  birthYear: number
}

export type Gender = 'male' | 'female'

export type IdentityProblem =
  | 'identity.not_digits'
  | 'identity.wrong_length'
  | 'identity.unknown_province'
  | 'identity.unknown_century'
  | 'identity.wrong_birth_year'
  | 'identity.wrong_gender'

/** The 63 provinces as they were when the codes were given. */
const provinces: Readonly<Record<string, string>> = {
  '001': 'Hà Nội',
  '002': 'Hà Giang',
  '004': 'Cao Bằng',
  '006': 'Bắc Kạn',
  '008': 'Tuyên Quang',
  '010': 'Lào Cai',
  '011': 'Điện Biên',
  '012': 'Lai Châu',
  '014': 'Sơn La',
  '015': 'Yên Bái',
  '017': 'Hòa Bình',
  '019': 'Thái Nguyên',
  '020': 'Lạng Sơn',
  '022': 'Quảng Ninh',
  '024': 'Bắc Giang',
  '025': 'Phú Thọ',
  '026': 'Vĩnh Phúc',
  '027': 'Bắc Ninh',
  '030': 'Hải Dương',
  '031': 'Hải Phòng',
  '033': 'Hưng Yên',
  '034': 'Thái Bình',
  '035': 'Hà Nam',
  '036': 'Nam Định',
  '037': 'Ninh Bình',
  '038': 'Thanh Hóa',
  '040': 'Nghệ An',
  '042': 'Hà Tĩnh',
  '044': 'Quảng Bình',
  '045': 'Quảng Trị',
  '046': 'Thừa Thiên Huế',
  '048': 'Đà Nẵng',
  '049': 'Quảng Nam',
  '051': 'Quảng Ngãi',
  '052': 'Bình Định',
  '054': 'Phú Yên',
  '056': 'Khánh Hòa',
  '058': 'Ninh Thuận',
  '060': 'Bình Thuận',
  '062': 'Kon Tum',
  '064': 'Gia Lai',
  '066': 'Đắk Lắk',
  '067': 'Đắk Nông',
  '068': 'Lâm Đồng',
  '070': 'Bình Phước',
  '072': 'Tây Ninh',
  '074': 'Bình Dương',
  '075': 'Đồng Nai',
  '077': 'Bà Rịa - Vũng Tàu',
  '079': 'Thành phố Hồ Chí Minh',
  '080': 'Long An',
  '082': 'Tiền Giang',
  '083': 'Bến Tre',
  '084': 'Trà Vinh',
  '086': 'Vĩnh Long',
  '087': 'Đồng Tháp',
  '089': 'An Giang',
  '091': 'Kiên Giang',
  '092': 'Cần Thơ',
  '093': 'Hậu Giang',
  '094': 'Sóc Trăng',
  '095': 'Bạc Liêu',
  '096': 'Cà Mau',
}

/** What a number of somebody registered in the country begins with. */
export const provinceCodes: readonly string[] = Object.keys(provinces)

/** The twelve digits, without the spaces and dots people put between them. */
export function cleanIdentityNumber(text: string): string {
  return text.replace(/[\s.\-\u00a0\u200b]/g, '')
}

/** What the number says, or undefined if it cannot be one. */
export function parseIdentityNumber(text: string): IdentityNumber | undefined {
  const digits = cleanIdentityNumber(text)
  return checkIdentityNumber(digits).length === 0 ? read(digits) : undefined
}

/** Everything that is wrong with the number, by itself and against what is known of the person. */
export function checkIdentityNumber(
  text: string,
  known: { bornOn?: LocalDay; gender?: Gender } = {},
): IdentityProblem[] {
  const digits = cleanIdentityNumber(text)
  if (!/^\d*$/.test(digits)) return ['identity.not_digits']
  if (digits.length !== 12) return ['identity.wrong_length']

  const { provinceCode, provinceName, birthYear, gender } = read(digits)
  const problems: IdentityProblem[] = []
  // Births registered abroad carry a country's code, from 101 on.
  if (provinceName === undefined && Number(provinceCode) <= 100) problems.push('identity.unknown_province')
  if (birthYear >= 2200) problems.push('identity.unknown_century')
  if (
    known.bornOn !== undefined &&
    isLocalDay(known.bornOn) &&
    Number(known.bornOn.slice(0, 4)) !== birthYear
  ) {
    problems.push('identity.wrong_birth_year')
  }
  if (known.gender !== undefined && known.gender !== gender) problems.push('identity.wrong_gender')
  return problems
}

/** `046•••••3456`: enough to recognise one's own number, not enough to use another's. */
export function maskIdentityNumber(text: string): string {
  const digits = cleanIdentityNumber(text)
  if (digits.length < 8) return '•'.repeat(digits.length)
  return `${digits.slice(0, 3)}${'•'.repeat(digits.length - 7)}${digits.slice(-4)}`
}

/** `046 090 123 456`, as on the card. */
export function formatIdentityNumber(text: string): string {
  return cleanIdentityNumber(text).replace(/(\d{3})(?=\d)/g, '$1 ')
}

function read(digits: string): IdentityNumber {
  const provinceCode = digits.slice(0, 3)
  const mark = Number(digits.charAt(3))
  const century = 20 + Math.floor(mark / 2)
  return {
    provinceCode,
    provinceName: provinces[provinceCode],
    gender: mark % 2 === 0 ? 'male' : 'female',
    century,
    birthYear: (century - 1) * 100 + Number(digits.slice(4, 6)),
  }
}

/** A number of this form, for people who are made up; the serial tells those of one year apart. */
export function composeIdentityNumber(
  provinceCode: string,
  birthYear: number,
  gender: Gender,
  serial: number,
): string {
  const century = (Math.floor(birthYear / 100) - 19) * 2 + (gender === 'female' ? 1 : 0)
  return `${provinceCode}${century}${String(birthYear % 100).padStart(2, '0')}${String(serial % 1_000_000).padStart(6, '0')}`
}
