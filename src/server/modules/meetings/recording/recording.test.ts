import { randomUUID } from 'node:crypto'
import { afterAll, expect, test } from 'vitest'
import { asWave, knownBytes, knownSound } from '#server/crafts/sound/fixtures.ts'
import { stopHearing } from '#server/crafts/sound/hear-sound.ts'
import type { Officer } from '#server/platform/actor.ts'
import { readFile } from '#server/platform/files/index.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { aGuestAgency, anOffice, called } from '../fixtures.ts'
import { closeMeeting, nextItem, startMeeting, viewSession } from '../index.ts'
import { endRecording } from './end.ts'
import { chunkOf, digest, minutesOf, send } from './fixtures.ts'
import { hashOfMinute } from './hash-minute.ts'
import { listRecordings, openChunk } from './listen.ts'
import { beginRecording } from './record.ts'

afterAll(stopHearing)

const as = <T>(officer: Officer, task: (work: Work) => Promise<T>) => perform(officer, task)
const [webm, mp4] = [knownBytes('opus.webm'), knownBytes('opus-stereo.mp4')]

test('chunks come in any order, twice, late, foreign and damaged: each is here once, each minute a fact, and nobody uninvited hears them', async () => {
  const office = await anOffice()
  const { caller, chair, secretary } = office
  const { head } = await aGuestAgency(`Sở Ghi ${randomUUID()}`)
  const { head: outsider } = await aGuestAgency(`Sở Ngoài ${randomUUID()}`)
  const id = await called(office, {}, [head])
  const [room, own, second] = [randomUUID(), randomUUID(), randomUUID()]
  const begin = (officer: Officer, recording: string, track: 'room' | 'person') =>
    as(officer, (work) => beginRecording(work, officer, id, recording, { track }))

  // Before it runs there is nothing to record.
  await expect(begin(secretary, room, 'room')).rejects.toMatchObject({ code: 'meetings.not_recorded' })
  await as(secretary, (work) => startMeeting(work, secretary, id))
  const [one, again] = await Promise.all([begin(secretary, room, 'room'), begin(secretary, room, 'room')])
  expect([one.next, again.begunAt]).toEqual([0, one.begunAt])
  await expect(begin(head, second, 'room')).rejects.toMatchObject({ code: 'meetings.not_yours' })
  await expect(begin(outsider, second, 'person')).rejects.toMatchObject({ code: 'meetings.not_found' })
  await expect(begin(caller, second, 'person')).rejects.toMatchObject({ code: 'meetings.not_yours' })
  expect(await begin(head, own, 'person')).toMatchObject({ next: 0 })

  // Out of turn, two at once, the same twice.
  await Promise.all([5, 1, 0, 4].map((number) => send(secretary, id, room, number)))
  const twice = await Promise.all([send(secretary, id, room, 3), send(secretary, id, room, 3)])
  expect(twice.filter(({ isNew }) => isNew)).toHaveLength(1)
  expect(twice[0]).toMatchObject({ number: 3, isDamaged: false })
  expect(twice[0]?.lengthMs).toBeGreaterThan(1900)
  expect(await minutesOf(id)).toEqual([])
  expect(await send(secretary, id, room, 2)).toMatchObject({ isNew: true })
  const whole = Array.from({ length: 6 }, (_, number) => ({ number, sha256: digest(chunkOf(number)) }))
  expect(await minutesOf(id)).toMatchObject([{ minute: 0, chunks: 6, sha256: hashOfMinute(whole) }])
  expect(await send(secretary, id, room, 2)).toMatchObject({ isNew: false })
  expect(await minutesOf(id)).toHaveLength(1)

  // Another under a number that is taken, what broke on the way, no Opus, no sound, what cannot be heard to its end.
  await expect(send(secretary, id, room, 2, { bytes: webm })).rejects.toMatchObject({
    code: 'meetings.chunk_other',
  })
  await expect(send(secretary, id, room, 6, { bytes: webm, sha256: digest(mp4) })).rejects.toMatchObject({
    code: 'meetings.chunk_broken',
  })
  const wave = asWave([knownSound(16_000, 2)], 16_000)
  await expect(send(secretary, id, room, 6, { bytes: wave })).rejects.toMatchObject({
    code: 'meetings.chunk_unfit',
  })
  await expect(send(secretary, id, room, 6, { bytes: Buffer.from('no sound') })).rejects.toMatchObject({
    code: 'files.sound_refused',
  })
  const cut = mp4.subarray(0, Math.floor(mp4.length * 0.8))
  const partly = await send(secretary, id, room, 6, { bytes: cut }).catch((error: unknown) => error)
  if (partly instanceof Error) expect(partly).toMatchObject({ code: 'files.sound_refused' })
  else expect(partly).toMatchObject({ isDamaged: true })

  // Whoever does not record it adds nothing and learns nothing of it.
  for (const officer of [head, chair, caller])
    await expect(send(officer, id, room, 7)).rejects.toMatchObject({ code: 'meetings.recording_not_found' })
  await expect(send(outsider, id, room, 7)).rejects.toMatchObject({ code: 'meetings.not_found' })
  await send(head, id, own, 0, { bytes: webm })
  const heard = (officer: Officer) => as(officer, (work) => listRecordings(work, officer, id))
  expect((await heard(chair)).map(({ id: recording }) => recording).toSorted()).toEqual(
    [room, own].toSorted(),
  )
  expect((await heard(head)).map(({ id: recording, personName }) => [recording, personName])).toEqual([
    [own, 'Trần Thị Thử'],
  ])
  await expect(heard(outsider)).rejects.toMatchObject({ code: 'meetings.not_found' })
  const listen = (officer: Officer, recording: string, number: number) =>
    as(officer, (work) => openChunk(work, officer, id, recording, number))
  const { sha256 } = await listen(chair, own, 0)
  expect(sha256).toBe(digest(webm))
  expect(digest(await readFile(sha256))).toBe(sha256)
  expect(await listen(head, own, 0)).toMatchObject({ mediaType: 'audio/webm', isDamaged: false })
  await expect(listen(head, room, 0)).rejects.toMatchObject({ code: 'meetings.recording_not_found' })
  await expect(listen(outsider, room, 0)).rejects.toMatchObject({ code: 'meetings.not_found' })

  // Closed: what waited on the machine still comes, and nothing behind the end that was said.
  for (const officer of [secretary]) {
    let { current } = await as(officer, (work) => viewSession(work, officer, id))
    while (current) {
      const from = current
      await as(officer, (work) => nextItem(work, officer, id, { from }))
      current = (await as(officer, (work) => viewSession(work, officer, id))).current
    }
    await as(officer, (work) => closeMeeting(work, officer, id))
  }
  const ended = await as(head, (work) => endRecording(work, head, id, own, { chunks: 3 }))
  expect(ended).toEqual({ missing: 2 })
  await expect(begin(head, second, 'person')).rejects.toMatchObject({ code: 'meetings.not_recorded' })
  await send(head, id, own, 2)
  expect(await minutesOf(id)).toHaveLength(1)
  await send(head, id, own, 1)
  expect((await minutesOf(id)).map(({ minute, chunks }) => [minute, chunks])).toEqual([
    [0, 6],
    [0, 3],
  ])
  await expect(send(head, id, own, 3)).rejects.toMatchObject({ code: 'meetings.recording_over' })
  expect(await as(chair, (work) => endRecording(work, chair, id, own, { chunks: 9 }))).toEqual({ missing: 0 })
  const [mine] = await heard(head)
  expect(mine).toMatchObject({ chunks: 3, taken: 3, lastNumber: 2 })
})

test('of a closed meeting nothing is recorded', async () => {
  const office = await anOffice()
  const { secretary } = office
  const id = await called(office, { secrecy: 'closed' })
  await as(secretary, (work) => startMeeting(work, secretary, id))
  for (const track of ['room', 'person'] as const)
    await expect(
      as(secretary, (work) => beginRecording(work, secretary, id, randomUUID(), { track })),
    ).rejects.toMatchObject({ code: 'meetings.not_recorded' })
})
