/** What the gateways that speak JSON have in common: a body signed over its time, `x-timestamp` and `x-signature` beside it. */
import { readExactJson } from '#server/crafts/signed/exact-json.ts'
import { type BodyDoubt, checkBody, signBody } from '#server/crafts/signed/signed-body.ts'
import { callGateway, mostMessageBytes } from './call-gateway.ts'
import { type Fields, membersOf, nameIn, outcomeIn, reading, same } from './fields.ts'
import type { Adapter, NoticeProblem, NoticeRead, RefundMade, Told, With } from './port.ts'

export const timeHeader = 'x-timestamp'
export const signatureHeader = 'x-signature'

const problems: Record<BodyDoubt, NoticeProblem> = {
  unsigned: 'unsigned',
  wrong_signature: 'wrong_signature',
  too_old: 'too_old',
  from_the_future: 'in_future',
}

export type Message = { fields: Fields } | { problem: NoticeProblem }

/** The members of a signed message: first who sent it, then what it says. */
export function readSignedJson(
  raw: Uint8Array,
  headers: Record<string, string>,
  { keys, now }: Pick<With, 'keys' | 'now'>,
): Message {
  const signature = {
    timestamp: headers[timeHeader] ?? '',
    mac: headers[signatureHeader]?.toLowerCase() ?? '',
  }
  const checked = checkBody(raw, signature, keys, now)
  if ('doubt' in checked) return { problem: problems[checked.doubt] }
  const read = readExactJson(raw, mostMessageBytes)
  return 'unread' in read ? { problem: 'malformed' } : reading(() => ({ fields: membersOf(read.value) }))
}

/** What the gateway answers to a message of ours, signed both ways; the reason where nobody who knows has answered. */
export async function askInJson(
  path: string,
  message: object,
  { gateway, keys }: With,
): Promise<Message | { silent: string }> {
  const [key] = keys
  if (!key || !gateway.baseUrl) return { silent: 'not_set_up' }
  const body = JSON.stringify({ merchant: gateway.merchant, ...message })
  const { timestamp, mac } = signBody(Buffer.from(body), key, new Date())
  const answer = await callGateway(gateway.baseUrl, {
    path,
    headers: { 'content-type': 'application/json', [timeHeader]: timestamp, [signatureHeader]: mac },
    body,
  })
  if ('failed' in answer) return { silent: answer.failed }
  if (answer.status !== 200) return { silent: `status_${answer.status}` }
  return readSignedJson(answer.body, answer.headers, { keys, now: new Date() })
}

/** What every notice comes to here: money, or the reason why it is none. */
export function noticeOf(read: Message, told: (fields: Fields) => Told | { nothing: string }): NoticeRead {
  if ('problem' in read) return { says: 'refused', problem: read.problem }
  const outcome = reading(() => told(read.fields))
  if ('problem' in outcome) return { says: 'refused', problem: outcome.problem }
  return 'nothing' in outcome
    ? { says: 'nothing', reason: outcome.nothing }
    : { says: 'money', told: outcome }
}

const refundOutcomes = { done: 'done', refused: 'refused', pending: 'pending' } as const

/** A refund counts as done or refused only where that is said signed, and of that very refund; all else is asked again. */
export function refundOf(read: Message | { silent: string }, id: string): RefundMade {
  if ('silent' in read) return { says: 'unclear', reason: read.silent }
  if ('problem' in read) return { says: 'unclear', reason: read.problem }
  const { fields } = read
  const made = reading((): RefundMade => {
    same(fields, 'key', id)
    const says = outcomeIn(fields, 'status', refundOutcomes)
    if (says === 'done') return { says, evidence: { transaction: nameIn(fields, 'evidence') } }
    return says === 'refused' ? { says: 'failed', reason: 'refused' } : { says: 'unclear', reason: 'pending' }
  })
  return 'problem' in made ? { says: 'unclear', reason: made.problem } : made
}

/** Whatever was kept needs no second telling; what was not believed is told again, perhaps by whoever can sign. */
export const answerInJson: Adapter['answer'] = (verdict) => ({
  status: verdict === 'refused' ? 400 : 200,
  contentType: 'application/json',
  body: JSON.stringify({ status: verdict === 'refused' ? 'refused' : 'ok' }),
})
