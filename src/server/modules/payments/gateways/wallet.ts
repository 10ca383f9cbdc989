/**
 * A wallet: takes an order with an answer that says only that it was taken, and tells later, by itself, what became of it. JSON signed over
 * time and body (the shape is ours, unverified against any one wallet's document).
 */
import {
  amountIn,
  type Fields,
  matching,
  momentIn,
  nameIn,
  outcomeIn,
  reading,
  requireDong,
  same,
} from './fields.ts'
import type { Adapter, Asked, Made, Told } from './port.ts'
import {
  answerInJson,
  askInJson,
  noticeOf,
  readSignedJson,
  refundOf,
  signatureHeader,
  timeHeader,
} from './signed-json.ts'

const walletOutcomes = { paid: 'paid', pending: 'pending', failed: 'failed', unknown: 'unknown' }

export const walletAdapter = orderAdapter('wallet', walletOutcomes)

/** A gateway that is given orders and says in these words what became of them; only `paid` is money. */
export function orderAdapter(kind: Adapter['kind'], outcomes: Readonly<Record<string, string>>): Adapter {
  return {
    kind,
    signedHeaders: [timeHeader, signatureHeader],
    answer: answerInJson,

    readNotice: ({ raw, headers }, using) =>
      noticeOf(readSignedJson(raw, headers, using), (fields) => {
        same(fields, 'merchant', using.gateway.merchant, 'other_merchant')
        return paymentIn(fields, outcomes, using.now)
      }),

    async make({ reference, amount, expiresAt, returnTo }, using) {
      const message = {
        order: reference,
        amount,
        currency: 'VND',
        expires_at: expiresAt.toISOString(),
        return_url: returnTo,
      }
      const read = await askInJson('/orders', message, using)
      if ('silent' in read || 'problem' in read) return { failed: 'unreachable' }
      const { fields } = read
      const made = reading((): Made => {
        same(fields, 'order', reference)
        const status = outcomeIn(fields, 'status', { accepted: 'accepted', refused: 'refused' })
        if (status === 'refused') return { failed: 'refused' }
        return { goTo: addressWithin(fields, 'pay_url', using.gateway.baseUrl ?? '') }
      })
      return 'problem' in made ? { failed: 'unreachable' } : made
    },

    async ask({ reference }, using) {
      const read = await askInJson('/orders/query', { order: reference }, using)
      if ('silent' in read) return { says: 'unclear', reason: read.silent }
      if ('problem' in read) return { says: 'unclear', reason: read.problem }
      const asked = reading((): Asked => {
        same(read.fields, 'merchant', using.gateway.merchant, 'other_merchant')
        same(read.fields, 'order', reference)
        const told = paymentIn(read.fields, outcomes, new Date())
        return 'nothing' in told ? { says: 'nothing' } : { says: 'money', told: [told] }
      })
      return 'problem' in asked ? { says: 'unclear', reason: asked.problem } : asked
    },

    refund: async ({ id, transaction, amount }, using) =>
      refundOf(await askInJson('/refunds', { key: id, transaction, amount }, using), id),
  }
}

function paymentIn(
  fields: Fields,
  outcomes: Readonly<Record<string, string>>,
  now: Date,
): Told | { nothing: string } {
  const reference = nameIn(fields, 'order')
  const outcome = outcomeIn(fields, 'status', outcomes)
  if (outcome !== 'paid') return { nothing: outcome }
  requireDong(fields, 'currency')
  return {
    transaction: nameIn(fields, 'transaction'),
    amount: amountIn(fields, 'amount'),
    account: null,
    memo: reference,
    reference,
    paidAt: momentIn(fields, 'paid_at', now),
    payer: { bank: null, account: null },
  }
}

/** A page of the gateway itself: its answer sends nobody anywhere else. */
function addressWithin(fields: Fields, name: string, baseUrl: string): string {
  const text = matching(fields, name, /^https?:\/\/[\x21-\x7e]{1,500}$/)
  same({ origin: URL.parse(text)?.origin }, 'origin', URL.parse(baseUrl)?.origin ?? null)
  return text
}
