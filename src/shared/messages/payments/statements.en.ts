import { formatNumber } from '../../money.ts'
import type { RefusalWords } from '../refusals.ts'
import type { statementRefusals as Words } from './statements.vi.ts'
import type { StatementProblem } from './wrong-statement.ts'

const problems: Record<StatementProblem, string> = {
  not_text: 'it is no table kept as text. Save it as “CSV UTF-8”, or take the CSV from the bank’s page',
  too_long: 'it has more than 10,000 lines. Take fewer days',
  too_wide: 'it has a line longer or wider than a statement has. Take it from the bank’s page anew',
  open_quotation: 'a quotation mark does not close: the file is cut off. Take it from the bank’s page anew',
  no_columns:
    'there is no line with the heads of three columns: number of the transaction, its day, what came in. Take a statement that has them, or ask the administrator to add the bank’s names',
  no_lines: 'no line says that money came in',
  amount:
    'an amount cannot be read exactly. Take the file from the bank’s page anew, and do not save it by a spreadsheet',
  date: 'a day cannot be read. Take the file from the bank’s page anew',
  future: 'a day lies ahead. Check the file',
  transaction:
    'the number of a transaction is empty, or was rounded by a spreadsheet (1.23E+15). Take the file from the bank’s page anew',
  repeated: 'the number of this transaction stands in a line above. Check the file',
}

export const statementRefusals = {
  'payments.statement_unreadable': ({ problem, line }) =>
    `This statement was not taken in: ${Number(line) > 0 ? `line ${formatNumber(Number(line))}, ` : ''}${problems[problem as StatementProblem] ?? problems.not_text}.`,
  'payments.statement_not_found': 'This statement is not among those of your agency.',
  'payments.statement_taken':
    'This file of this account was taken in before. Open that statement from the list below.',
  'payments.statement_of_other': ({ said, chosen }) =>
    `The file says it is of account ${said}, not of ${chosen}. Choose the right account or the right file.`,
  'payments.statement_too_large': 'The file is larger than 1 MB. Take fewer days.',
  'payments.reason_for_settling':
    'A reason not to settle was typed, and settling was asked. Empty the reason, or choose not to settle.',
  'payments.statement_busy': ({ seconds }) =>
    `The file could not be read now. Try again in ${seconds} seconds; if it is still so, take it from the bank’s page anew.`,
} satisfies Record<keyof typeof Words, RefusalWords>
