import { formatDate, type LocalDay } from '#shared/dates.ts'
import {
  checkIdentityNumber,
  cleanIdentityNumber,
  type Gender,
  parseIdentityNumber,
} from '#shared/identity-number.ts'
import { checkTaxCode } from '#shared/tax-code.ts'

/** What is wrong with an identity number and what to do, or undefined. */
export function identityNumberProblem(
  text: string,
  known: { bornOn?: LocalDay; gender?: Gender } = {},
): string | undefined {
  const [problem] = checkIdentityNumber(text, known)
  if (problem === undefined) return undefined
  const own = parseIdentityNumber(text)
  switch (problem) {
    case 'identity.not_digits':
      return 'Số định danh chỉ gồm chữ số. Ghi đúng 12 chữ số trên thẻ căn cước.'
    case 'identity.wrong_length':
      return `Số định danh có 12 chữ số; ông/bà đã ghi ${cleanIdentityNumber(text).length}. Ghi lại theo thẻ căn cước.`
    case 'identity.unknown_province':
      return 'Ba chữ số đầu không phải mã tỉnh nào. Ghi lại theo thẻ căn cước.'
    case 'identity.unknown_century':
      return 'Chữ số thứ tư cho biết thế kỷ và giới tính; chữ số đã ghi không thể đúng. Ghi lại theo thẻ căn cước.'
    case 'identity.wrong_birth_year':
      return `Số này thuộc người sinh năm ${own?.birthYear}, còn ngày sinh đã ghi là ${formatDate(known.bornOn ?? '')}. Kiểm tra lại cả hai.`
    case 'identity.wrong_gender':
      return `Số này thuộc ${genderName(own?.gender)}, còn giới tính đã chọn là ${genderName(known.gender)}. Kiểm tra lại cả hai.`
  }
}

/** What is wrong with a tax code and what to do, or undefined. */
export function taxCodeProblem(text: string): string | undefined {
  switch (checkTaxCode(text)) {
    case undefined:
      return undefined
    case 'tax_code.malformed':
      return 'Mã số thuế có 10 chữ số, 13 chữ số (chi nhánh) hoặc là số định danh 12 chữ số.'
    case 'tax_code.wrong_check_digit':
      return 'Mã số thuế này sai ở ít nhất một chữ số. Đối chiếu lại với giấy đăng ký thuế.'
    case 'tax_code.wrong_identity_number':
      return 'Mã 12 chữ số này không phải số định danh. Ghi lại theo thẻ căn cước.'
  }
}

function genderName(gender: Gender | undefined): string {
  return gender === 'male' ? 'nam' : 'nữ'
}
