import { randomUUID } from 'node:crypto'
import { afterAll, expect, test } from 'vitest'
import { stopHearing } from '#server/crafts/sound/hear-sound.ts'
import { type Officer, system } from '#server/platform/actor.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { aGuestAgency, anOffice, called } from '../fixtures.ts'
import { startMeeting } from '../index.ts'
import { send } from './fixtures.ts'
import { listRecordings, openChunk } from './listen.ts'
import { allowListener, endListening } from './listeners.ts'
import { viewListening } from './listening.ts'
import { beginRecording } from './record.ts'

afterAll(stopHearing)

const as = <T>(officer: Officer, task: (work: Work) => Promise<T>, now = new Date()) =>
  perform(officer, task, { now })

/** A meeting that runs, with eight chunks of the room and one of a guest's own microphone. */
async function aRecordedMeeting() {
  const office = await anOffice()
  const { secretary } = office
  const { head } = await aGuestAgency(`Sở Nghe ${randomUUID()}`)
  const { head: outsider } = await aGuestAgency(`Sở Ngoài ${randomUUID()}`)
  const id = await called(office, {}, [head])
  await as(secretary, (work) => startMeeting(work, secretary, id))
  const [room, own] = [randomUUID(), randomUUID()]
  await as(secretary, (work) => beginRecording(work, secretary, id, room, { track: 'room' }))
  await as(head, (work) => beginRecording(work, head, id, own, { track: 'person' }))
  for (let number = 0; number < 8; number++) await send(secretary, id, room, number)
  await send(head, id, own, 0)
  return {
    ...office,
    head,
    outsider,
    id,
    room,
    own,
    listen: (officer: Officer, recording: string, number: number, now?: Date) =>
      as(officer, (work) => openChunk(work, officer, id, recording, number), now),
    view: (officer: Officer, recording?: string) =>
      as(officer, (work) => viewListening(work, officer, id, { recording })),
    allow: (officer: Officer, account: string) =>
      as(officer, (work) => allowListener(work, officer, id, { account })),
    end: (officer: Officer, listener: string) =>
      as(officer, (work) => endListening(work, officer, id, { listener })),
  }
}

const factsOf = (meeting: string, name: string) =>
  perform(system, ({ tx }) =>
    tx
      .selectFrom('platform.eventLog')
      .select('data')
      .where('subjectId', '=', meeting)
      .where('name', '=', name)
      .orderBy('id')
      .execute(),
  ).then((rows) => rows.map(({ data }) => data as { minute: number; recordingId: string }))

test('to listen is a right apart: who presides, the secretary and whom the former lets; running the meeting gives none', async () => {
  const { chair, secretary, caller, head, outsider, id, room, own, listen, view, allow, end } =
    await aRecordedMeeting()
  const unheard = { code: 'meetings.recording_not_found' }
  for (const officer of [chair, secretary]) {
    expect((await view(officer)).recordings.map((one) => one.id).toSorted()).toEqual([room, own].toSorted())
    expect(await listen(officer, room, 0)).toMatchObject({ number: 0 })
    expect(await listen(officer, own, 0)).toMatchObject({ number: 0 })
  }
  // Whoever called it runs it, and sees what was recorded, and how far it is here; not a second of it.
  const seen = await as(caller, (work) => listRecordings(work, caller, id))
  expect(seen.map(({ isHeard, taken }) => [isHeard, taken])).toEqual([
    [false, 8],
    [false, 1],
  ])
  await expect(listen(caller, room, 0)).rejects.toMatchObject(unheard)
  await expect(view(caller)).rejects.toMatchObject({ code: 'meetings.may_not_listen' })
  // Each their own microphone.
  expect((await view(head)).recordings.map((one) => one.id)).toEqual([own])
  expect((await view(head, room)).chosen?.id).toBe(own)
  await expect(listen(head, room, 0)).rejects.toMatchObject(unheard)
  await expect(view(outsider)).rejects.toMatchObject({ code: 'meetings.not_found' })

  // Only who presides lets others, of those who may see the meeting by name.
  for (const officer of [secretary, caller, head])
    await expect(allow(officer, head.id)).rejects.toMatchObject({ code: 'meetings.chair_allows' })
  await expect(allow(outsider, head.id)).rejects.toMatchObject({ code: 'meetings.not_found' })
  await expect(allow(chair, outsider.id)).rejects.toMatchObject({ code: 'meetings.person_unknown' })
  const names = (await view(chair)).mayBeLet.map(({ accountId }) => accountId)
  expect(names.toSorted()).toEqual([head.id, caller.id].toSorted())
  await allow(chair, head.id)
  await allow(chair, head.id)
  await allow(chair, caller.id)
  expect(await factsOf(id, 'meetings.listener_allowed')).toHaveLength(2)
  expect(await listen(head, room, 3)).toMatchObject({ number: 3 })
  expect((await view(head)).recordings).toHaveLength(2)
  expect((await view(caller, room)).places).toHaveLength(8)

  const { listeners, mayBeLet } = await view(chair)
  expect([listeners.length, mayBeLet]).toEqual([2, []])
  const heads = listeners.find(({ accountId }) => accountId === head.id)?.id ?? ''
  await expect(end(secretary, heads)).rejects.toMatchObject({ code: 'meetings.chair_allows' })
  await end(chair, heads)
  await expect(end(chair, heads)).rejects.toMatchObject({ code: 'meetings.listener_gone' })
  await expect(listen(head, room, 3)).rejects.toMatchObject(unheard)
  expect((await view(head)).recordings.map((one) => one.id)).toEqual([own])
  // Let once more, they hear it once more.
  await allow(chair, head.id)
  expect(await listen(head, room, 4)).toMatchObject({ number: 4 })
})

test('who listened to which stretch is a fact before anything is heard', async () => {
  const { chair, secretary, caller, head, id, room, own, listen, view } = await aRecordedMeeting()
  expect((await view(secretary)).heard).toEqual([])
  const hour = new Date(Math.floor(Date.now() / 3_600_000) * 3_600_000 + 60_000)
  for (const number of [0, 1, 5, 6, 7]) await listen(chair, room, number, hour)
  await expect(listen(caller, room, 0)).rejects.toThrow()
  await expect(listen(chair, room, 99)).rejects.toThrow()
  expect(await factsOf(id, 'meetings.heard')).toMatchObject([
    { recordingId: room, minute: 0 },
    { recordingId: room, minute: 1 },
  ])
  expect((await view(secretary)).heard).toMatchObject([
    { recordingId: room, name: chair.name, fromMs: 0, lastMs: 60_000, at: hour },
  ])
  // In another hour it is another listening, and everybody's own track as well.
  await listen(chair, room, 2, new Date(hour.getTime() + 3_600_000))
  await listen(head, own, 0, hour)
  expect(await factsOf(id, 'meetings.heard')).toHaveLength(4)
  expect((await view(chair)).heard).toHaveLength(3)
  // Who listened is told to who presides and the secretary alone.
  expect((await view(head)).heard).toBeUndefined()
})

test('where a recording has sound is told in the order of its time, with what is not there', async () => {
  const { chair, secretary, id, room, view } = await aRecordedMeeting()
  await send(secretary, id, room, 9, { startsMs: 400_000, recorded: 12 })
  const { chosen, places, items } = await view(chair, room)
  expect(places.map(({ number, startsMs }) => [number, startsMs]).slice(-2)).toEqual([
    [7, 70_000],
    [9, 400_000],
  ])
  expect(chosen?.gaps.at(-1)).toMatchObject({ toMs: 400_000, missing: 1 })
  expect(chosen).toMatchObject({ announced: 12, lastNumber: 9 })
  expect(items[0]?.startedAt).toBeInstanceOf(Date)
})
