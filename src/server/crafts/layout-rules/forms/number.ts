import { documentTypes } from '#shared/document/types.ts'
import { stripMarks } from '#shared/text/index.ts'
import { type PageModel, wordsOf } from '../model.ts'

/** Letters of an abbreviation that stand small: `TTr`, `CTr`, `QyĐ`, `TrS`. */
const smallLetters = /^(?:TTr|CTr|QyĐ|TrS|Tr|Ttg|TTg)$/u

export interface WrittenNumber {
  /** Empty where it is not given yet. */
  number: string
  groups: string[]
}

/** `Số: 05/QĐ-UBND`, also without a number yet; undefined where it is written otherwise. */
export function writtenNumber(words: string): WrittenNumber | undefined {
  if ((!words.startsWith('Số: ') && !words.startsWith('Số:/')) || words.length > 120) return undefined
  const [first = '', ...rest] = words.slice(3).split('/')
  const number = first.trim().replace(/^[.…_]+$/u, '')
  const parts = rest.length > 1 && /^\d{4}$/.test(rest[0] ?? '') ? rest.slice(1) : rest
  const isRight =
    /^(?:\d{1,11}[A-ZĐ]?)?$/u.test(number) &&
    // Nothing stands between the number and the stroke, unless it is not given yet.
    (number === '' || first === ` ${number}`) &&
    parts.length > 0 &&
    parts.every((part) => part.split('-').every(isGroup))
  return isRight ? { number, groups: parts.flatMap((part) => part.split('-')) } : undefined
}

function isGroup(group: string): boolean {
  const letters = group.replace(/&/g, '')
  return (
    /^[\p{L}\d]{1,30}$/u.test(letters) &&
    (letters === letters.toLocaleUpperCase('vi') || smallLetters.test(letters))
  )
}

/** The type of document whose name this is, in whatever letters. */
export function typeNamed(words: string) {
  const key = stripMarks(words.trim())
  return documentTypes.find(({ name }) => stripMarks(name) === key)
}

/** An abbreviation that is not that of the type of document; a công văn has none. */
export function abbreviationProblem(words: string, model: PageModel): string | undefined {
  const number = writtenNumber(words)
  const [first = ''] = number?.groups ?? []
  const typeWords = model.paragraphs.find(({ role }) => role === 'type')
  if (!number) return undefined
  if (typeWords) {
    const type = typeNamed(wordsOf(typeWords))
    // Of a thư công the symbol of the agency alone.
    if (type?.abbreviation === '') return undefined
    return type && type.abbreviation !== first ? first : undefined
  }
  const isLetter = model.paragraphs.some(({ role }) => role === 'about')
  const isType = documentTypes.some(({ abbreviation }) => abbreviation !== '' && abbreviation === first)
  // An organ may be abbreviated as a type is, and then a unit follows: only a type stands before an organ of several letters.
  return isLetter && isType && number.groups.length > 1 && /^(?:QĐ|NQ|TB|BC|KH|TTr|CT|CĐ|GM)$/u.test(first)
    ? first
    : undefined
}

/** A công văn that says its agency alone: `198/SNV` for `198/SNV-VP`. */
export function letterUnitProblem(words: string, { paragraphs }: PageModel): string | undefined {
  const roles = new Set(paragraphs.map(({ role }) => role))
  const groups = writtenNumber(words)?.groups
  return roles.has('about') && !roles.has('type') && groups?.length === 1 ? groups[0] : undefined
}
