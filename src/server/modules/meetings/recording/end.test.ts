import { randomUUID } from 'node:crypto'
import { afterAll, expect, test } from 'vitest'
import { stopHearing } from '#server/crafts/sound/hear-sound.ts'
import type { Officer } from '#server/platform/actor.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { aGuestAgency, anOffice, called } from '../fixtures.ts'
import { closeMeeting, startMeeting } from '../index.ts'
import { endRecording, giveUpRecording } from './end.ts'
import { chunkOf, digest, longChunk, minutesOf, send } from './fixtures.ts'
import { hashOfMinute } from './hash-minute.ts'
import { listRecordings } from './listen.ts'
import { changeRecording } from './queries.ts'
import { beginRecording } from './record.ts'

afterAll(stopHearing)

const secondMs = 1000
const minuteMs = 60_000
const at = (ms: number) => new Date(began + ms)
const began = Date.now()

const as = <T>(officer: Officer, now: Date, task: (work: Work) => Promise<T>) =>
  perform(officer, task, { now })

/** A meeting that runs, and a guest who records their own track in it. */
async function aRecording() {
  const office = await anOffice()
  const { secretary } = office
  const { head } = await aGuestAgency(`Sở Ghi ${randomUUID()}`)
  const id = await called(office, { startsAt: at(30 * minuteMs).toISOString() }, [head])
  await as(secretary, at(0), (work) => startMeeting(work, secretary, id))
  const own = randomUUID()
  const begin = (officer: Officer, recording: string, now: Date, track: 'person' | 'room' = 'person') =>
    as(officer, now, (work) =>
      beginRecording(work, officer, id, recording, { track, machine: 'Edge, Windows' }),
    )
  await begin(head, own, at(0))
  return {
    ...office,
    head,
    id,
    own,
    begin,
    seen: async (officer: Officer) =>
      (await as(officer, at(0), (work) => listRecordings(work, officer, id))).find(
        ({ id: one }) => one === own,
      ),
    end: (officer: Officer, now: Date, chunks?: number) =>
      as(officer, now, (work) =>
        endRecording(work, officer, id, own, chunks === undefined ? {} : { chunks }),
      ),
    giveUp: (officer: Officer, now: Date, reason: string) =>
      as(officer, now, (work) => giveUpRecording(work, officer, id, own, { reason })),
  }
}

test('what a machine still holds when somebody else ends its recording is waited for and taken, within the recording’s own time', async () => {
  const { head, secretary, chair, id, own, seen, end, begin } = await aRecording()
  // Ten chunks are recorded, two are here; then the line is gone, and the secretary ends it at 1:40.
  await send(head, id, own, 0)
  expect(await send(head, id, own, 1, { recorded: 10 })).toMatchObject({ isOver: false })
  expect(await begin(head, own, at(50 * secondMs))).toMatchObject({ next: 10 })
  expect(await seen(chair)).toMatchObject({ state: 'on', missing: 8, machine: 'Edge, Windows' })
  expect(await end(secretary, at(100 * secondMs))).toEqual({ missing: 8 })
  expect(await seen(chair)).toMatchObject({ state: 'waiting', missing: 8, taken: 2 })

  // Hours later it is back: everything that was recorded is taken, told that it is over, each checked as before.
  const late = at(5 * 60 * minuteMs)
  await expect(begin(head, own, late)).rejects.toMatchObject({ code: 'meetings.recording_over' })
  for (const number of [9, 2, 3, 4, 5, 6, 7, 8])
    expect(await send(head, id, own, number, { now: late })).toMatchObject({ isNew: true, isOver: true })
  expect((await minutesOf(id)).map(({ minute }) => minute)).toEqual([0])
  await expect(send(head, id, own, 3, { bytes: Buffer.from('other'), now: late })).rejects.toMatchObject({
    code: 'meetings.chunk_other',
  })
  // It has not said yet that there is nothing more.
  expect(await seen(chair)).toMatchObject({ state: 'waiting', missing: 0 })
  // One that was on its way when it was ended still belongs to it; what was recorded afterwards does not, nor more than its time can hold.
  await send(head, id, own, 10, { startsMs: 104 * secondMs, now: late })
  const over = { code: 'meetings.recording_over' }
  await expect(send(head, id, own, 11, { startsMs: 5 * minuteMs, now: late })).rejects.toMatchObject(over)
  await expect(send(head, id, own, 500, { startsMs: 90 * secondMs, now: late })).rejects.toMatchObject(over)
  expect(await end(head, late, 11)).toEqual({ missing: 0 })
  expect((await minutesOf(id)).map(({ minute, chunks }) => [minute, chunks])).toEqual([
    [0, 6],
    [1, 5],
  ])
  expect(await seen(head)).toMatchObject({ state: 'whole', chunks: 11, endedAt: at(100 * secondMs) })
  await expect(send(head, id, own, 11, { now: late })).rejects.toMatchObject(over)
})

test('what does not come is given up by whoever runs the meeting, with a reason, and told from when to when', async () => {
  const { head, secretary, id, own, seen, end, giveUp } = await aRecording()
  for (const number of [0, 3]) await send(head, id, own, number, { startsMs: number * 2000, recorded: 5 })
  await expect(giveUp(secretary, at(minuteMs), 'Máy hỏng')).rejects.toMatchObject({
    code: 'meetings.recording_goes_on',
  })
  await end(secretary, at(minuteMs))
  await expect(giveUp(head, at(minuteMs), 'Máy hỏng')).rejects.toMatchObject({ code: 'meetings.not_yours' })
  await expect(giveUp(secretary, at(minuteMs), ' ')).rejects.toThrow()
  await giveUp(secretary, at(minuteMs), 'Máy hỏng ổ cứng')
  const there = await seen(secretary)
  expect(there).toMatchObject({ state: 'given up', missing: 3, givenUpReason: 'Máy hỏng ổ cứng' })
  expect(there?.gaps).toMatchObject([{ toMs: 6000, missing: 2 }])
  expect(Math.round((there?.gaps[0]?.fromMs ?? 0) / 1000)).toBe(2)
  // What is here of the minute is a fact as it is. What comes all the same is taken.
  expect(await minutesOf(id)).toMatchObject([{ minute: 0, chunks: 2 }])
  for (const number of [1, 2, 4])
    await send(head, id, own, number, { startsMs: number * 2000, now: at(2 * minuteMs) })
  // Each is in a fact, though the minute is not whole as long as nobody has said how many it has.
  const here = [0, 1, 2, 3, 4].map((number) => ({ number, sha256: digest(chunkOf(number)) }))
  expect((await minutesOf(id)).map(({ sha256 }) => sha256)).toContain(hashOfMinute(here))
  await end(head, at(2 * minuteMs), 5)
  expect(await seen(secretary)).toMatchObject({ state: 'whole', missing: 0, gaps: [] })
  await expect(giveUp(secretary, at(2 * minuteMs), 'Nữa')).resolves.toBeUndefined()
})

test('who records a track does not give up what is missing of it, by whatever way', async () => {
  const { head, secretary, id, own, seen, end } = await aRecording()
  await send(head, id, own, 0, { recorded: 3 })
  await end(head, at(minuteMs))
  const given = as(head, at(minuteMs), ({ tx }) =>
    changeRecording(tx, own, { givenUpAt: at(minuteMs), givenUpBy: head.id, givenUpReason: 'Máy hỏng' }),
  )
  await expect(given).rejects.toMatchObject({ code: '42501' })
  expect(await seen(secretary)).toMatchObject({ state: 'waiting', missing: 2 })
})

test('what comes of a minute of which nothing was here when it was given up is a fact, whole or not', async () => {
  const { head, secretary, id, own, end, giveUp } = await aRecording()
  await send(head, id, own, 0, { recorded: 12 })
  await end(secretary, at(2 * minuteMs))
  await giveUp(secretary, at(2 * minuteMs), 'Máy hỏng ổ cứng')
  await send(head, id, own, 7, { now: at(3 * minuteMs) })
  expect(await minutesOf(id)).toContainEqual(
    expect.objectContaining({
      minute: 1,
      chunks: 1,
      sha256: hashOfMinute([{ number: 7, sha256: digest(chunkOf(7)) }]),
    }),
  )
})

test('with its meeting every recording ends, whoever makes it: what was recorded before comes, nothing else', async () => {
  const { head, secretary, id, own, seen, begin, end } = await aRecording()
  const room = randomUUID()
  await begin(secretary, room, at(0), 'room')
  await send(head, id, own, 0, { recorded: 3 })
  await as(secretary, at(2 * minuteMs), (work) => closeMeeting(work, secretary, id))
  expect(await seen(secretary)).toMatchObject({ state: 'waiting', missing: 2, endedAt: at(2 * minuteMs) })
  const late = at(30 * minuteMs)
  await expect(begin(head, own, late)).rejects.toMatchObject({ code: 'meetings.recording_over' })
  expect(await send(head, id, own, 1, { now: late })).toMatchObject({ isNew: true, isOver: true })
  expect(await send(secretary, id, room, 0, { now: late })).toMatchObject({ isOver: true })
  await expect(send(head, id, own, 3, { startsMs: 20 * minuteMs, now: late })).rejects.toMatchObject({
    code: 'meetings.recording_over',
  })
  expect(await end(head, late, 3)).toEqual({ missing: 1 })
  expect(await seen(head)).toMatchObject({ state: 'waiting', missing: 1, endedAt: at(2 * minuteMs) })
  await send(head, id, own, 2, { now: late })
  expect(await seen(head)).toMatchObject({ state: 'whole' })
})

test('a chunk that was cut late is taken for as long as it can be heard', async () => {
  const { head, id, own } = await aRecording()
  // Eighteen seconds, as a browser writes them whose timers were held back.
  const taken = await send(head, id, own, 0, { bytes: await longChunk(9) })
  expect(taken).toMatchObject({ isNew: true, isDamaged: false })
  expect(Math.round(taken.lengthMs / 1000)).toBe(18)
})
