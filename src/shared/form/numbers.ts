import { showDate } from './typed-date.ts'

/**
 * Why a personal identity number cannot be right, or undefined. `PPP C YY NNNNNN`: province of birth registration,
 * century with sex, year (Nghị định 137/2015/NĐ-CP, Điều 13; Luật Căn cước 26/2023/QH15, Điều 12).
 */
export function checkIdentityNumber(
  digits: string,
  known: { bornOn?: string; sex?: 'male' | 'female' } = {},
): string | undefined {
  if (!/^\d+$/.test(digits)) return 'Số định danh chỉ gồm chữ số. Ghi đúng 12 chữ số trên thẻ căn cước.'
  if (digits.length !== 12)
    return `Số định danh có 12 chữ số; ông/bà đã ghi ${digits.length}. Ghi lại theo thẻ căn cước.`
  const province = Number(digits.slice(0, 3))
  if (province < 1 || province > 96) return 'Ba chữ số đầu không phải mã tỉnh. Ghi lại theo thẻ căn cước.'
  const mark = Number(digits[3])
  const year = 1900 + Math.floor(mark / 2) * 100 + Number(digits.slice(4, 6))
  if (known.bornOn !== undefined && Number(known.bornOn.slice(0, 4)) !== year) {
    return `Số này thuộc người sinh năm ${year}, còn ngày sinh đã ghi là ${showDate(known.bornOn)}. Kiểm tra lại cả hai.`
  }
  const sex = mark % 2 === 0 ? 'male' : 'female'
  if (known.sex !== undefined && known.sex !== sex) {
    return `Số này thuộc ${sex === 'male' ? 'nam' : 'nữ'}, còn giới tính đã chọn là ${known.sex === 'male' ? 'nam' : 'nữ'}. Kiểm tra lại cả hai.`
  }
  return undefined
}

const taxWeights = [31, 29, 23, 19, 17, 13, 7, 5, 3]

/** Why a tax code cannot be right, or undefined: 10 digits with a check digit, a branch `-NNN`, or a 12-digit identity number. */
export function checkTaxCode(code: string): string | undefined {
  if (/^\d{12}$/.test(code)) return checkIdentityNumber(code)
  if (!/^\d{10}(-?\d{3})?$/.test(code))
    return 'Mã số thuế có 10 chữ số, 13 chữ số (chi nhánh) hoặc là số định danh 12 chữ số.'
  const sum = taxWeights.reduce((total, weight, index) => total + weight * Number(code[index]), 0)
  return 10 - (sum % 11) === Number(code[9])
    ? undefined
    : 'Mã số thuế này sai ở ít nhất một chữ số. Đối chiếu lại với giấy đăng ký thuế.'
}
