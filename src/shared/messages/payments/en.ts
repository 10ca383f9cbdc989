import { formatDong } from '../../money.ts'
import type { RefusalWords } from '../refusals.ts'
import { receiptRefusals } from './receipts.en.ts'
import { statementRefusals } from './statements.en.ts'
import type { paymentsRefusals as Words } from './vi.ts'
import { type CodeWords, whatIsWrong } from './wrong-code.ts'

const codeWords: CodeWords = {
  fields: {
    '': 'the whole code',
    '00': 'version',
    '01': 'kind of code',
    '38': 'receiver',
    '38/00': 'organisation',
    '38/01': 'bank and account',
    '38/01/00': 'bank number',
    '38/01/01': 'account or card number',
    '38/02': 'service',
    '52': 'category',
    '53': 'currency',
    '54': 'amount',
    '58': 'country',
    '59': 'name of the receiver',
    '60': 'city',
    '61': 'postal code',
    '62': 'additional data',
    '62/01': 'bill number',
    '62/02': 'telephone number',
    '62/03': 'store',
    '62/04': 'loyalty number',
    '62/05': 'reference',
    '62/06': 'customer',
    '62/07': 'terminal',
    '62/08': 'memo',
    '62/09': 'what to ask the payer',
    '63': 'checksum',
  },
  values: {
    '00': '01',
    '01': '11 (for many payments) or 12 (for one)',
    '38/00': 'A000000727 (NAPAS)',
    '38/01/00': '6 digits',
    '38/01/01': '1 to 19 letters or digits; a card has digits only',
    '38/02': 'QRIBFTTA (account), QRIBFTTC (card) or QRPUSH',
    '52': '4 digits',
    '53': '704 (đồng)',
    '54': 'whole đồng above 0, at most 13 digits, no 0 in front',
    '58': 'VN',
    '60': '1 to 15 characters without accents',
    '61': '1 to 10 characters without accents',
    '62': 'at most 99 characters, counting 4 for the number and length of each part',
    '62/09': '1 to 3 characters without accents',
  },
  shortText: '1 to 25 characters without accents',
  problems: {
    too_long: 'is longer than 512 characters',
    not_ascii: 'holds letters with accents or other foreign characters',
    cut_off: 'is cut off, or has something after its end',
    wrong_checksum: 'does not fit the content: the code was changed or misread',
    malformed: 'has a number or length that is not made of digits',
    wrong_length: 'has a length in the code that does not fit its content',
    repeated: 'stands there twice',
    misplaced: 'stands in the wrong place',
    missing: 'is missing',
    unknown: 'is not in the specification of NAPAS',
    wrong_value: 'must be',
  },
  field: 'field',
  nameless: 'without a name',
}

export const paymentsRefusals = {
  ...receiptRefusals,
  ...statementRefusals,
  'payments.code_unreadable': (details) =>
    `This VietQR code cannot be used: ${whatIsWrong(codeWords, details)}. Do not pay by it; scan the whole code again, and if it is still so ask the receiver for another.`,
  'payments.code_unwritable': (details) =>
    `No VietQR code could be made: ${whatIsWrong(codeWords, details)}. Mend it and make the code again.`,
  'payments.order_not_found': 'There is no such order. Check the link or the reference.',
  'payments.charge_not_found': 'There is no such charge. Reload the page to see what is left to pay.',
  'payments.nothing_to_pay':
    'Nothing is left to pay here: it is paid in full, or not asked for any more. Do not transfer anything.',
  'payments.several_receivers':
    'These charges are of several agencies. Choose those of one agency and pay each agency by itself.',
  'payments.order_begun': ({ order }) =>
    `A part was already paid by order ${order}. Pay the rest by that order.`,
  'payments.order_closed': 'This order takes no money any more. Reload the page for a new one.',
  'payments.no_cash': 'The counter may not take cash today. Ask the payer to scan the code or to transfer.',
  'payments.wrong_cash': ({ left }) =>
    `The cash must be exactly what is left to pay: ${typeof left === 'number' ? formatDong(left) : left}. Count and enter it again.`,
  'payments.suspense_not_found': 'This money is not among what waits at your agency.',
  'payments.not_your_eyes':
    'This takes two. Who proposed it cannot confirm it; ask somebody else of finance.',
  'payments.changed_meanwhile': 'Somebody has just done this. Reload the page and go on from there.',
  'payments.gateway_unknown': 'There is no payment gateway of this name.',
  'payments.too_many_watchers': ({ seconds }) =>
    `Too many pages are open for this order. Close some, then reload in ${seconds} seconds.`,
  'payments.too_many_notices': ({ seconds }) => `Too many notices. Send again in ${seconds} seconds.`,
  'payments.two_keys_already': 'This gateway has two keys. Retire the old one before making another.',
  'payments.charge_too_large': ({ most }) => `One charge is ${most} đồng at most. Look at the amount again.`,
  'payments.key_of_another': ({ name }) =>
    `This key is in use for ${name}. Each gateway needs its own: ask the other side for another key.`,
  'payments.key_not_known': 'There is no such key. Load the page again to see the keys in use.',
  'payments.keys_in_environment':
    'The keys of this gateway are given by GATEWAY_KEYS in the environment and cannot be changed here. Whoever runs the server changes it and starts again.',
  'payments.account_not_found': 'There is no such account among those you may see. Load the page again.',
  'payments.account_in_use':
    'This agency has that account for that fee already. Look at the list; end the old one first if it was entered wrongly.',
  'payments.number_differs':
    'The number typed is not the one that was entered. Compare it with the bank’s paper: where the entered one is wrong, end that account and enter it anew.',
  'payments.gateway_taken': 'There is a gateway of this name. Choose another.',
  'payments.gateway_silent': ({ name }) =>
    `${name} does not answer. Try again in a few minutes, or pay by the QR code or a transfer.`,
} satisfies Record<keyof typeof Words, RefusalWords>
