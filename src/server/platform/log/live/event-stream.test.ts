import { setTimeout as rest } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { anOfficer } from '#tests/people.ts'
import { type Actor, anonymous } from '../../actor.ts'
import { type Message, streamEvents } from './event-stream.ts'

function aStream(actor: Actor, actorNow: () => Promise<Actor>, times = { beatMs: 20, longestMs: 60_000 }) {
  const leaving = new AbortController()
  let send: (message: Message) => void = () => {}
  let isWatching = true
  const response = streamEvents(
    {
      signal: leaving.signal,
      actor,
      actorNow,
      watch(given) {
        send = given
        return () => {
          isWatching = false
        }
      },
    },
    times,
  )
  return {
    text: response.text(),
    leaving,
    send: (message: Message) => send(message),
    isWatching: () => isWatching,
  }
}

const officer = anOfficer()
const changes: [string, () => Promise<Actor>][] = [
  ['a session that has ended', async () => anonymous],
  ['a token that was revoked', () => Promise.reject(new Error('revoked'))],
  ['a role that has expired', async () => ({ ...officer, roles: ['one_stop'] })],
  ['another agency', async () => ({ ...officer, agencyId: 'khac', agencyIds: ['khac'] })],
]
test.each(changes)('%s ends the stream at the next beat', async (_, after) => {
  let now: () => Promise<Actor> = async () => ({ ...officer, confirmedAt: new Date() })
  const { text, send, isWatching } = aStream(officer, () => now())
  await rest(100)
  expect(isWatching()).toBe(true)
  send({ event: 'changed', id: 7, data: 'x' })
  now = after
  expect(await text).toContain('event: changed\nid: 7\ndata: x\n\n')
  expect(isWatching()).toBe(false)
})

test('even with every right it ends at its greatest age', async () => {
  const { text, isWatching } = aStream(officer, async () => officer, { beatMs: 20, longestMs: 100 })
  expect(await text).toContain('retry: 1000')
  expect(isWatching()).toBe(false)
})

test('it stops watching when its reader leaves', async () => {
  const { leaving, isWatching, text } = aStream(officer, async () => officer)
  leaving.abort()
  await text
  expect(isWatching()).toBe(false)
})

test('an account has twenty streams at once; one that ends makes room, and others are not concerned', async () => {
  const watcher = anOfficer()
  const open = (actor: Actor = watcher) => aStream(actor, async () => actor)
  const streams = Array.from({ length: 20 }, () => open())
  expect(() => open()).toThrow(
    expect.objectContaining({
      code: 'platform.too_many_streams',
      status: 429,
      details: { most: 20, seconds: 10 },
    }),
  )
  const other = open(anOfficer())
  streams.pop()?.leaving.abort()
  streams.push(open())
  expect(() => open()).toThrow()
  for (const { leaving } of [...streams, other]) leaving.abort()
  open().leaving.abort()
})
