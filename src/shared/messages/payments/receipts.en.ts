import type { RefusalWords } from '../refusals.ts'
import type { receiptRefusals as Words } from './receipts.vi.ts'

export const receiptRefusals = {
  'payments.receipt_not_found': 'There is no such receipt. Check the link or the number.',
  'payments.receipt_ended':
    'This receipt was cancelled, or another took its place. Reload the page for the one that stands.',
  'payments.receipt_owed':
    'No receipt can be issued: the agency has not entered its tax code. Somebody of finance enters tax code and series on the page of receipts; then try again.',
  'payments.receipt_not_signed':
    'This receipt is not signed yet, so there is no file. Open it again in a few minutes; if it is still so, have the administrator look at the signing keys.',
  'payments.reason_needed': 'Say why, in a few words. Do not name the payer.',
  'payments.tax_code_wrong':
    'This tax code cannot be right. Enter the 10 digits of the agency, or the 13 of a unit of it.',
  'payments.collector_in_past':
    'It must begin today or later: receipts that were issued do not change. Choose another day.',
  'payments.collector_unknown':
    'The agency has no tax code for this day, so there are no receipts. Enter the tax code first.',
  'payments.refund_not_found': 'There is no such refund at your agency.',
  'payments.account_needed':
    'Nobody told from which account the money came. Enter the payer’s bank and account from their paper; two officers must enter the same.',
  'payments.account_known':
    'This money goes back where it came from and nowhere else. Leave the account empty and send again.',
  'payments.account_differs':
    'This is another account than the one entered before. Look at the payer’s paper; if the first was wrong, decline and say why.',
  'payments.proof_needed':
    'Enter the number of the bank’s transaction and a day not later than today; upload the paper first, if there is one.',
  'payments.wrong_way': ({ way }) =>
    way === 'cash'
      ? 'This was taken in cash and is given back at the counter.'
      : 'This goes back to the paying account, not in cash.',
} satisfies Record<keyof typeof Words, RefusalWords>
