import { dateWords, type LocalDay } from '../dates.ts'
import {
  checkIdentityNumber,
  cleanIdentityNumber,
  type Gender,
  parseIdentityNumber,
} from '../identity-number.ts'
import { m } from '../messages/index.ts'
import { checkTaxCode } from '../tax-code.ts'

/** What is wrong with an identity number and what to do, or undefined. */
export function identityNumberProblem(
  text: string,
  known: { bornOn?: LocalDay; gender?: Gender } = {},
): string | undefined {
  const [problem] = checkIdentityNumber(text, known)
  if (problem === undefined) return undefined
  const own = parseIdentityNumber(text)
  const words = m.form.identityNumber
  switch (problem) {
    case 'identity.not_digits':
      return words.notDigits
    case 'identity.wrong_length':
      return words.wrongLength(cleanIdentityNumber(text).length)
    case 'identity.unknown_province':
      return words.unknownProvince
    case 'identity.unknown_century':
      return words.unknownCentury
    case 'identity.wrong_birth_year':
      return words.wrongBirthYear(own?.birthYear, dateWords(known.bornOn ?? ''))
    case 'identity.wrong_gender':
      return words.wrongGender(own?.gender, known.gender)
  }
}

/** What is wrong with a tax code and what to do, or undefined. */
export function taxCodeProblem(text: string): string | undefined {
  switch (checkTaxCode(text)) {
    case undefined:
      return undefined
    case 'tax_code.malformed':
      return m.form.taxCode.malformed
    case 'tax_code.wrong_check_digit':
      return m.form.taxCode.wrongCheckDigit
    case 'tax_code.wrong_identity_number':
      return m.form.taxCode.wrongIdentityNumber
  }
}
