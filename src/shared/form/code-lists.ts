/** The 54 peoples of Vietnam, in the order of Quyết định 121-TCTK/PPCĐ (1979), and two further entries of the population database. */
export const ethnicities: readonly string[] = [
  'Kinh',
  'Tày',
  'Thái',
  'Hoa',
  'Khmer',
  'Mường',
  'Nùng',
  'Mông',
  'Dao',
  'Gia Rai',
  'Ngái',
  'Ê Đê',
  'Ba Na',
  'Xơ Đăng',
  'Sán Chay',
  'Cơ Ho',
  'Chăm',
  'Sán Dìu',
  'Hrê',
  'Mnông',
  'Ra Glai',
  'Xtiêng',
  'Bru - Vân Kiều',
  'Thổ',
  'Giáy',
  'Cơ Tu',
  'Gié Triêng',
  'Mạ',
  'Khơ Mú',
  'Co',
  'Tà Ôi',
  'Chơ Ro',
  'Kháng',
  'Xinh Mun',
  'Hà Nhì',
  'Chu Ru',
  'Lào',
  'La Chí',
  'La Ha',
  'Phù Lá',
  'La Hủ',
  'Lự',
  'Lô Lô',
  'Chứt',
  'Mảng',
  'Pà Thẻn',
  'Cơ Lao',
  'Cống',
  'Bố Y',
  'Si La',
  'Pu Péo',
  'Brâu',
  'Ơ Đu',
  'Rơ Măm',
  'Người nước ngoài',
  'Không rõ',
]

const codes = (
  'VN AD AE AF AG AL AM AO AR AT AU AZ BA BB BD BE BF BG BH BI BJ BN BO BR BS BT BW BY BZ CA CD CF CG CH CI CL CM ' +
  'CN CO CR CU CV CY CZ DE DJ DK DM DO DZ EC EE EG ER ES ET FI FJ FM FR GA GB GD GE GH GM GN GQ GR GT GW GY HK HN ' +
  'HR HT HU ID IE IL IN IQ IR IS IT JM JO JP KE KG KH KI KM KN KP KR KW KZ LA LB LC LI LK LR LS LT LU LV LY MA MC ' +
  'MD ME MG MH MK ML MM MN MO MR MT MU MV MW MX MY MZ NA NE NG NI NL NO NP NR NZ OM PA PE PG PH PK PL PS PT PW PY ' +
  'QA RO RS RU RW SA SB SC SD SE SG SI SK SL SM SN SO SR SS ST SV SY SZ TD TG TH TJ TL TM TN TO TR TT TV TW TZ UA ' +
  'UG US UY UZ VA VC VE VU WS YE ZA ZM ZW'
).split(' ')

/** Where the Unicode list leaves a name in English, abbreviates it or says it as nobody here does. */
const ownNames: Record<string, string> = {
  AE: 'Các Tiểu vương quốc Ả Rập Thống nhất',
  CD: 'Cộng hòa Dân chủ Congo',
  CG: 'Cộng hòa Congo',
  CI: 'Bờ Biển Ngà',
  CV: 'Cabo Verde',
  DO: 'Cộng hòa Dominicana',
  GB: 'Anh',
  GE: 'Gruzia',
  GQ: 'Guinea Xích đạo',
  HK: 'Hồng Kông (Trung Quốc)',
  IT: 'Ý',
  KN: 'Saint Kitts và Nevis',
  LC: 'Saint Lucia',
  MM: 'Myanmar',
  MO: 'Ma Cao (Trung Quốc)',
  PS: 'Palestine',
  TL: 'Đông Timor',
  TW: 'Đài Loan (Trung Quốc)',
  VA: 'Vatican',
  VC: 'Saint Vincent và Grenadines',
}

const names = new Intl.DisplayNames(['vi'], { type: 'region' })
const inVietnamese = new Intl.Collator('vi')
const nameOf = (code: string): string => ownNames[code] ?? names.of(code) ?? code

/** ISO 3166-1 codes offered as nationality and country: Vietnam first, the others in the order of their Vietnamese names. */
export const countryCodes: readonly string[] = [
  'VN',
  ...codes
    .filter((code) => code !== 'VN')
    .sort((one, other) => inVietnamese.compare(nameOf(one), nameOf(other))),
]

/** The code of a country by that name, ours or that of the Unicode list, or undefined. */
export function countryCode(name: string): string | undefined {
  return countryCodes.find((code) => nameOf(code) === name || names.of(code) === name)
}

/** A country's name as Vietnamese say it; the code itself when it is unknown. */
export function countryName(code: string): string {
  return countryCodes.includes(code) ? nameOf(code) : code
}
