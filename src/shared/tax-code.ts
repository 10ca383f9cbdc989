import { checkIdentityNumber } from './identity-number.ts'

/**
 * Mã số thuế: ten digits with a check digit for an organisation, `-NNN` after them for its branch; for persons
 * and households the twelve digits of the identity number, since 1/7/2025.
 */
export type TaxCode =
  | { kind: 'organisation'; code: string }
  | { kind: 'branch'; code: string; parent: string }
  | { kind: 'personal'; code: string }

export type TaxCodeProblem =
  | 'tax_code.malformed'
  | 'tax_code.wrong_check_digit'
  | 'tax_code.wrong_identity_number'

const weights = [31, 29, 23, 19, 17, 13, 7, 5, 3] as const

/** The code in its written form (`0100109106-001`), or undefined if it cannot be one. */
export function parseTaxCode(text: string): TaxCode | undefined {
  if (checkTaxCode(text) !== undefined) return undefined
  const digits = digitsOf(text)
  const parent = digits.slice(0, 10)
  if (digits.length === 12) return { kind: 'personal', code: digits }
  if (digits.length === 10) return { kind: 'organisation', code: digits }
  return { kind: 'branch', code: `${parent}-${digits.slice(10)}`, parent }
}

/** Why the code cannot be right, or undefined. */
export function checkTaxCode(text: string): TaxCodeProblem | undefined {
  const digits = digitsOf(text)
  if (/^\d{12}$/.test(digits)) {
    return checkIdentityNumber(digits).length === 0 ? undefined : 'tax_code.wrong_identity_number'
  }
  if (!/^\d{10}(?:\d{3})?$/.test(digits)) return 'tax_code.malformed'
  return checkDigit(digits) === Number(digits.charAt(9)) ? undefined : 'tax_code.wrong_check_digit'
}

/** 10 for the nine digits that no code may begin with. */
function checkDigit(digits: string): number {
  const sum = weights.reduce((total, weight, index) => total + weight * Number(digits.charAt(index)), 0)
  return 10 - (sum % 11)
}

function digitsOf(text: string): string {
  return text
    .trim()
    .replace(/[\s\u00a0]/g, '')
    .replace(/^(\d{10})-(\d{3})$/, '$1$2')
}
