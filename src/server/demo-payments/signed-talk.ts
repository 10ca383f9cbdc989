/** How a stand-in that speaks JSON hears and answers the program: signed both ways over time and body. */
import { readExactJson } from '#server/crafts/signed/exact-json.ts'
import { checkBody, signBody } from '#server/crafts/signed/signed-body.ts'
import type { Answer, Asked } from './stand-in.ts'
import type { Message } from './teller.ts'

type Keys = readonly Uint8Array[]

export function sayInJson(value: object, key: Uint8Array, now: Date): Message {
  const body = JSON.stringify(value)
  const { timestamp, mac } = signBody(Buffer.from(body), key, now)
  const headers = { 'content-type': 'application/json', 'x-timestamp': timestamp, 'x-signature': mac }
  return { headers, body }
}

/** The answer to a question that the program has signed; undefined is a question nobody understands. */
export function answerInJson(
  { headers, body }: Asked,
  keys: Keys,
  answer: (question: Record<string, unknown>) => object | undefined,
): Answer {
  const signature = { timestamp: headers['x-timestamp'] ?? '', mac: headers['x-signature'] ?? '' }
  const checked = checkBody(body, signature, keys, new Date())
  if ('doubt' in checked) return { status: 401, json: { status: checked.doubt } }
  const read = readExactJson(body, 65_536)
  const isObject = 'value' in read && typeof read.value === 'object' && read.value !== null
  const answered = isObject ? answer(read.value as Record<string, unknown>) : undefined
  const key = keys.at(-1)
  if (!answered || !key) return { status: 422, json: { status: 'not_understood' } }
  return { message: sayInJson(answered, key, new Date()) }
}
