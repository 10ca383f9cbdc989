/** What may be wrong with a payment code (VietQR), as a whole or in one field. */
export type CodeProblem =
  | 'too_long'
  | 'not_ascii'
  | 'cut_off'
  | 'wrong_checksum'
  | 'malformed'
  | 'wrong_length'
  | 'repeated'
  | 'misplaced'
  | 'missing'
  | 'unknown'
  | 'wrong_value'

export interface CodeWords {
  /** By the path that leads to a field, as EMVCo MPM and NAPAS 1.5.2 number them; `''` is the whole code. */
  fields: Record<string, string>
  /** What a field must be, where it is not a short text. */
  values: Record<string, string>
  shortText: string
  problems: Record<CodeProblem, string>
  field: string
  nameless: string
}

/** `trường 54 (số tiền) phải là …`, of the details of a refusal. */
export function whatIsWrong(words: CodeWords, { field = '', problem }: Record<string, unknown>): string {
  const path = String(field)
  const name = words.fields[path] ?? words.nameless
  const said = words.problems[problem as CodeProblem] ?? words.problems.malformed
  const value = problem === 'wrong_value' ? ` ${words.values[path] ?? words.shortText}` : ''
  return `${path === '' ? name : `${words.field} ${path} (${name})`} ${said}${value}`
}
