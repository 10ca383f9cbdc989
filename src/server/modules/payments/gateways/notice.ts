/**
 * Banks that tell of each transfer to an account of ours as it comes in: a JSON object with id, account, content, amount and
 * reference, signed over time and body; sent again for hours until it is answered with 200. Names of fields differ from bank to
 * bank; these are ours (unverified against any one bank's document).
 */
import {
  accountIn,
  amountIn,
  binIn,
  type Fields,
  maybe,
  membersOf,
  memoIn,
  momentIn,
  nameIn,
  reading,
  requireDong,
  same,
} from './fields.ts'
import type { Adapter, Asked, Told } from './port.ts'
import {
  answerInJson,
  askInJson,
  noticeOf,
  readSignedJson,
  refundOf,
  signatureHeader,
  timeHeader,
} from './signed-json.ts'

/** More transfers under one reference are for people to look at. */
const mostTransfers = 100

export const noticeAdapter: Adapter = {
  kind: 'notice',
  signedHeaders: [timeHeader, signatureHeader],
  answer: answerInJson,

  readNotice: ({ raw, headers }, using) =>
    noticeOf(readSignedJson(raw, headers, using), (fields) => transferIn(fields, using.now)),

  /** All transfers whose memo has the reference: a payer may have paid twice. */
  async ask({ reference }, using) {
    const read = await askInJson('/transfers', { reference }, using)
    if ('silent' in read) return { says: 'unclear', reason: read.silent }
    if ('problem' in read) return { says: 'unclear', reason: read.problem }
    const asked = reading((): Asked => {
      same(read.fields, 'reference', reference)
      const transfers = Array.isArray(read.fields.transfers) ? read.fields.transfers : [undefined]
      const told = transfers
        .slice(0, mostTransfers)
        .map((transfer) => transferIn(membersOf(transfer), new Date()))
      return told.length > 0 ? { says: 'money', told } : { says: 'nothing' }
    })
    return 'problem' in asked ? { says: 'unclear', reason: asked.problem } : asked
  },

  refund: async ({ id, transaction, amount, to }, using) =>
    refundOf(await askInJson('/refunds', { key: id, transaction, amount, to }, using), id),
}

function transferIn(fields: Fields, now: Date): Told {
  const payer = maybe((of, name) => membersOf(of[name]), fields, 'payer') ?? {}
  requireDong(fields, 'currency')
  return {
    transaction: nameIn(fields, 'id'),
    amount: amountIn(fields, 'amount'),
    account: { bin: binIn(fields, 'bank'), number: accountIn(fields, 'account') },
    memo: memoIn(fields, 'content'),
    reference: null,
    paidAt: momentIn(fields, 'paid_at', now),
    payer: { bank: maybe(binIn, payer, 'bank'), account: maybe(accountIn, payer, 'account') },
  }
}
