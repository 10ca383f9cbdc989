/** However much one who is invited records, what others recorded stays to be seen and ended by whoever runs the meeting. */
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { stopHearing } from '#server/crafts/sound/hear-sound.ts'
import { type Officer, system } from '#server/platform/actor.ts'
import { perform } from '#server/platform/work.ts'
import { aGuestAgency, anOffice, called } from '../fixtures.ts'
import { startMeeting } from '../index.ts'
import { send } from './fixtures.ts'
import { listRecordings } from './listen.ts'
import { mostTracks } from './model.ts'
import { beginRecording } from './record.ts'

afterAll(stopHearing)

/** A meeting that runs, with a guest who may record their own track. */
async function aMeeting() {
  const { secretary, ...office } = await anOffice()
  const { head } = await aGuestAgency(`Sở Ghi ${randomUUID()}`)
  const id = await called({ secretary, ...office }, {}, [head])
  await perform(secretary, (work) => startMeeting(work, secretary, id))
  return {
    secretary,
    head,
    id,
    begin: (officer: Officer, recording: string, track: 'person' | 'room' = 'person') =>
      perform(officer, (work) => beginRecording(work, officer, id, recording, { track })),
    listed: () => perform(secretary, (work) => listRecordings(work, secretary, id)),
  }
}

/** Chunks a machine sent, so many, of so many milliseconds, each begun so long after the one before. */
const fill = (recording: string, chunks: number, lengthMs: number, everyMs: number) =>
  perform(system, ({ tx }) =>
    sql`
      insert into meetings.chunk (recording_id, number, sha256, size, media_type, starts_ms, length_ms, peak, is_damaged, taken_at)
      select ${recording}::uuid, n, repeat('ab', 32), 1000, 'audio/webm', n * ${everyMs}::integer, ${lengthMs}::integer, 0.5, false, now()
        from generate_series(0, ${chunks}::integer - 1) as n`.execute(tx),
  )

test('one account begins so many tracks of its own in a meeting, also at once, and goes on with each of them', async () => {
  const { head, secretary, begin } = await aMeeting()
  const ids = Array.from({ length: mostTracks + 4 }, () => randomUUID())
  const begun = await Promise.allSettled(ids.map((id) => begin(head, id)))
  const those = (status: string) => begun.filter((one) => one.status === status)
  expect(those('fulfilled')).toHaveLength(mostTracks)
  expect(those('rejected')).toMatchObject(
    Array.from({ length: 4 }, () => ({
      reason: { code: 'meetings.tracks_many', details: { most: mostTracks } },
    })),
  )
  const there = ids[begun.findIndex(({ status }) => status === 'fulfilled')] ?? ''
  expect(await begin(head, there)).toMatchObject({ next: 0 })
  await begin(secretary, randomUUID(), 'room')
})

test('the recording of the room is told, however many were begun before it', async () => {
  const { head, secretary, id, begin, listed } = await aMeeting()
  const own = randomUUID()
  await begin(head, own)
  await perform(system, ({ tx }) =>
    sql`
      insert into meetings.recording (id, meeting_id, track, person_id, begun_by, begun_at, machine)
      select gen_random_uuid(), meeting_id, track, person_id, begun_by, begun_at, machine
        from meetings.recording, generate_series(1, 100) where id = ${own}::uuid and meeting_id = ${id}::uuid`.execute(
      tx,
    ),
  )
  const room = randomUUID()
  await begin(secretary, room, 'room')
  expect((await listed())[0]).toMatchObject({ id: room, track: 'room' })
})

test('what is missing of one recording is told, however often another was interrupted', async () => {
  const { head, secretary, id, begin, listed } = await aMeeting()
  const [own, room] = [`00000000-${randomUUID().slice(9)}`, `ffffffff-${randomUUID().slice(9)}`]
  await begin(head, own)
  await begin(secretary, room, 'room')
  await fill(own, 600, 1000, 5000)
  await send(secretary, id, room, 0)
  await send(secretary, id, room, 2)
  const told = (await listed()).find((one) => one.id === room)
  expect(told?.gaps).toMatchObject([{ toMs: 20_000, missing: 1 }])
})

test('a recording as long as its chunks can make it is shown with its length', async () => {
  const { head, begin, listed } = await aMeeting()
  const own = randomUUID()
  await begin(head, own)
  await fill(own, 18_000, 120_000, 100_000)
  expect(await listed()).toMatchObject([{ id: own, lengthMs: 2_160_000_000 }])
})
