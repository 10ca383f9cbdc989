/** Why a bank's statement was not taken; each language has its words in `statements`. */
export const statementProblems = [
  'not_text',
  'too_long',
  'too_wide',
  'open_quotation',
  'no_columns',
  'no_lines',
  'amount',
  'date',
  'future',
  'transaction',
  'repeated',
] as const
export type StatementProblem = (typeof statementProblems)[number]
