/** The forms of copies: Nghị định 30/2020/NĐ-CP Điều 25, abbreviated by its Phụ lục III, mục I. */
import { findDocumentType } from './types.ts'

export interface CopyForm {
  key: CopyFormKey
  /** As registers and lists call such a document. */
  name: string
  /** Hình thức sao, as it stands on the copy. */
  mark: 'SAO Y' | 'SAO LỤC' | 'TRÍCH SAO'
  abbreviation: string
}

export const copyFormKeys = ['true_copy', 'copy_of_copy', 'extract_copy'] as const
export type CopyFormKey = (typeof copyFormKeys)[number]

export const copyForms: readonly CopyForm[] = [
  { key: 'true_copy', name: 'Bản sao y', mark: 'SAO Y', abbreviation: 'SY' },
  { key: 'copy_of_copy', name: 'Bản sao lục', mark: 'SAO LỤC', abbreviation: 'SL' },
  { key: 'extract_copy', name: 'Bản trích sao', mark: 'TRÍCH SAO', abbreviation: 'TrS' },
]

/** One series of numbers a year for all copies of an agency, whatever their form (Phụ lục I, phần bản sao). */
export const copyRegister = 'so-ban-sao'

/** Undefined for a key that is no form of copies. */
export function findCopyForm(key: string): CopyForm | undefined {
  return copyForms.find((form) => form.key === key)
}

/** `Quyết định`, `Bản sao y`: what a type is called; one nobody knows by its key. */
export function typeNameOf(key: string): string {
  return findDocumentType(key)?.name ?? findCopyForm(key)?.name ?? key
}

/** Whether a number and symbol are those of a copy: `05/SY-UBND`. */
export function isSymbolOfCopy(symbol: string): boolean {
  const after = symbol.slice(symbol.indexOf('/') + 1)
  return copyForms.some(({ abbreviation }) => after.startsWith(`${abbreviation}-`))
}
