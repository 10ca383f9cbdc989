/**
 * A gateway the browser is sent to with sorted parameters under an HMAC-SHA512. It sends the browser back, and it tells our server by
 * itself: only the second is evidence, whatever the first carries (the shape is ours, unverified against any one gateway's document).
 */
import { readSignedForm, signForm } from '#server/crafts/signed/signed-form.ts'
import { callGateway, mostMessageBytes } from './call-gateway.ts'
import {
  amountWritten,
  type Fields,
  localMomentIn,
  nameIn,
  outcomeIn,
  reading,
  requireDong,
  same,
} from './fields.ts'
import type { Adapter, Asked, GatewayKeys, NoticeProblem, Told, With } from './port.ts'
import { type Message, noticeOf, refundOf } from './signed-json.ts'

const outcomes = { '00': 'paid', '01': 'pending', '02': 'failed', '91': 'unknown' }

export const redirectAdapter: Adapter = {
  kind: 'redirect',
  signedHeaders: [],
  // As such gateways expect it: a code of two digits in JSON.
  answer: (verdict) => ({
    status: verdict === 'refused' ? 400 : 200,
    contentType: 'application/json',
    body: JSON.stringify({ code: verdict === 'refused' ? '97' : '00' }),
  }),

  readNotice: ({ raw }, using) =>
    noticeOf(readForm(raw, using.keys), (fields) => {
      same(fields, 'merchant', using.gateway.merchant, 'other_merchant')
      return paymentIn(fields, using.now)
    }),

  async make({ reference, amount, createdAt, expiresAt, returnTo }, { gateway, keys }) {
    const parameters = {
      order: reference,
      amount: String(amount),
      currency: 'VND',
      created_at: localMoment(createdAt),
      expires_at: localMoment(expiresAt),
      return_url: returnTo,
    }
    const signed = sign(parameters, { gateway, keys })
    return signed ? { goTo: `${gateway.baseUrl?.replace(/\/$/, '')}/pay?${signed}` } : { failed: 'refused' }
  },

  async ask({ reference }, using) {
    const read = await post('/query', { order: reference }, using)
    if ('silent' in read) return { says: 'unclear', reason: read.silent }
    if ('problem' in read) return { says: 'unclear', reason: read.problem }
    const asked = reading((): Asked => {
      same(read.fields, 'merchant', using.gateway.merchant, 'other_merchant')
      same(read.fields, 'order', reference)
      const told = paymentIn(read.fields, new Date())
      return 'nothing' in told ? { says: 'nothing' } : { says: 'money', told: [told] }
    })
    return 'problem' in asked ? { says: 'unclear', reason: asked.problem } : asked
  },

  refund: async ({ id, transaction, amount }, using) =>
    refundOf(await post('/refund', { key: id, transaction, amount: String(amount) }, using), id),
}

function paymentIn(fields: Fields, now: Date): Told | { nothing: string } {
  const reference = nameIn(fields, 'order')
  const outcome = outcomeIn(fields, 'status', outcomes)
  if (outcome !== 'paid') return { nothing: outcome }
  requireDong(fields, 'currency')
  return {
    transaction: nameIn(fields, 'transaction'),
    amount: amountWritten(fields, 'amount'),
    account: null,
    memo: reference,
    reference,
    paidAt: localMomentIn(fields, 'paid_at', now),
    payer: { bank: null, account: null },
  }
}

function readForm(raw: Uint8Array, keys: GatewayKeys): Message {
  const read = readSignedForm(Buffer.from(raw).toString('latin1'), keys)
  if ('parameters' in read) return { fields: Object.fromEntries(read.parameters) }
  const problem: NoticeProblem =
    read.doubt === 'unsigned' || read.doubt === 'wrong_signature' ? read.doubt : 'malformed'
  return { problem }
}

async function post(
  path: string,
  parameters: Record<string, string>,
  using: With,
): Promise<Message | { silent: string }> {
  const body = sign(parameters, using)
  if (!body || !using.gateway.baseUrl) return { silent: 'not_set_up' }
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  const answer = await callGateway(using.gateway.baseUrl, { path, headers, body })
  if ('failed' in answer) return { silent: answer.failed }
  if (answer.status !== 200) return { silent: `status_${answer.status}` }
  return readForm(answer.body.subarray(0, mostMessageBytes), using.keys)
}

function sign(parameters: Record<string, string>, { gateway, keys }: Omit<With, 'now'>): string | undefined {
  const [key] = keys
  return key && signForm({ merchant: gateway.merchant ?? '', ...parameters }, key)
}

const vietnamMs = 7 * 3_600_000

/** `20261129100000`, in the time of Việt Nam. */
function localMoment(at: Date): string {
  return new Date(at.getTime() + vietnamMs).toISOString().replace(/\D/g, '').slice(0, 14)
}
