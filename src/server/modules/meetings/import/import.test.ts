import { createHash, randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { asWave, knownBytes, knownSound, loudnessOf } from '#server/crafts/sound/fixtures.ts'
import type { Officer } from '#server/platform/actor.ts'
import { readFile } from '#server/platform/files/index.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { formatTime } from '#shared/dates.ts'
import { aGuestAgency, anOffice, called } from '../fixtures.ts'
import { closeMeeting, startMeeting } from '../index.ts'
import { minutesOf } from '../recording/fixtures.ts'
import { hashOfMinute } from '../recording/hash-minute.ts'
import { listRecordings, openChunk } from '../recording/listen.ts'
import { beginRecording, takeChunk } from '../recording/record.ts'
import { bringFile, dropFile, listFiles, takePiece } from './bring-file.ts'
import { cutFiles } from './cut-files.ts'

const as = <T>(officer: Officer, task: (work: Work) => Promise<T>) => perform(officer, task)
const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const clock = formatTime(new Date())

/** A meeting that is over, and how its secretary brings files to it. */
async function aMeeting() {
  const office = await anOffice()
  const { secretary } = office
  const { head } = await aGuestAgency(`Sở Tệp ${randomUUID()}`)
  const id = await called(office, {}, [head])
  await as(secretary, (work) => startMeeting(work, secretary, id))
  await as(secretary, (work) => closeMeeting(work, secretary, id))
  const begin = (file: string, size: number, more: { clock?: string; by?: Officer } = {}) =>
    bringFile(more.by ?? secretary, id, file, { name: 'họp.wav', size, clock: more.clock ?? clock })
  const send = (file: string, number: number, piece: Uint8Array, sha256 = digest(piece)) =>
    takePiece(secretary, id, file, { number, sha256 }, Readable.from([Buffer.from(piece)]))
  return {
    ...office,
    head,
    id,
    begin,
    send,
    async bring(bytes: Uint8Array) {
      const file = randomUUID()
      const { pieces, pieceBytes } = await begin(file, bytes.length)
      for (let number = 0; number < pieces; number++)
        await send(file, number, bytes.subarray(number * pieceBytes, (number + 1) * pieceBytes))
      return file
    },
    files: () => as(secretary, (work) => listFiles(work, secretary, id)),
    recordings: () => as(secretary, (work) => listRecordings(work, secretary, id)),
  }
}

test('a file recorded elsewhere comes in pieces over a bad line and becomes a recording of chunks with the hash of each minute', async () => {
  const meeting = await aMeeting()
  const { secretary, chair, head, id } = meeting
  const [left, right] = [knownSound(48_000, 65), knownSound(48_000, 65)]
  const bytes = asWave([left, right], 48_000)
  const file = randomUUID()
  await expect(meeting.begin(file, bytes.length, { by: head })).rejects.toMatchObject({
    code: 'meetings.not_yours',
  })
  await expect(meeting.begin(file, bytes.length, { clock: 'sáng' })).rejects.toMatchObject({
    code: 'meetings.clock_unread',
  })
  const elsewhen = formatTime(new Date(Date.now() + 3_600_000))
  await expect(meeting.begin(file, bytes.length, { clock: elsewhen })).rejects.toMatchObject({
    code: 'meetings.begins_elsewhen',
  })
  await expect(meeting.begin(file, 2 ** 31)).rejects.toMatchObject({ code: 'meetings.sound_file_large' })
  const { pieces, pieceBytes } = await meeting.begin(file, bytes.length)
  expect(pieces).toBe(3)
  const piece = (number: number) => bytes.subarray(number * pieceBytes, (number + 1) * pieceBytes)
  expect(await meeting.send(file, 2, piece(2))).toEqual({ isWhole: false })
  await expect(meeting.send(file, 0, piece(0), digest(piece(1)))).rejects.toMatchObject({
    code: 'meetings.chunk_broken',
  })
  // Cut off on its way, or longer than a piece is.
  await expect(meeting.send(file, 0, piece(0).subarray(9))).rejects.toMatchObject({
    code: 'meetings.chunk_broken',
  })
  await meeting.send(file, 0, piece(0))
  await meeting.send(file, 0, piece(0))
  // After a broken line it is begun again, and says what is missing.
  expect(await meeting.begin(file, bytes.length)).toMatchObject({ here: [0, 2] })
  expect(await meeting.files()).toMatchObject([{ state: 'sending', isOwn: true }])
  await cutFiles()
  expect(await meeting.recordings()).toEqual([])
  expect(await meeting.send(file, 1, piece(1))).toEqual({ isWhole: true })
  await expect(meeting.send(file, 1, piece(1))).rejects.toMatchObject({ code: 'meetings.sound_file_gone' })

  // Two turns at once cut it once.
  await Promise.all([cutFiles(60_000), cutFiles(60_000)])
  expect(await meeting.files()).toMatchObject([{ state: 'taken', problem: null, hereBytes: 0 }])
  const [recording] = await meeting.recordings()
  expect(recording).toMatchObject({
    id: file,
    track: 'room',
    state: 'whole',
    taken: 7,
    lengthMs: 65_000,
    gaps: [],
  })
  expect(formatTime(recording?.begunAt ?? new Date(0))).toBe(clock)
  const chunks = []
  for (let number = 0; number < 7; number++)
    chunks.push(await as(chair, (work) => openChunk(work, chair, id, file, number)))
  expect(chunks.map(({ startsMs, lengthMs }) => [startsMs, lengthMs])).toEqual([
    ...[0, 1, 2, 3, 4, 5].map((number) => [number * 10_000, 10_000]),
    [60_000, 5000],
  ])
  expect(chunks[3]).toMatchObject({ mediaType: 'audio/wav', isDamaged: false, peak: expect.closeTo(0.5, 1) })
  const wave = await readFile(chunks[3]?.sha256 ?? '')
  const samples = Float32Array.from(
    { length: (wave.length - 44) / 2 },
    (_, at) => wave.readInt16LE(44 + 2 * at) / 32_767,
  )
  expect(samples.length).toBe(160_000)
  expect(loudnessOf(440, samples, 0.1, 0.4)).toBeCloseTo(0.5, 1)
  expect(await minutesOf(id)).toMatchObject([
    { minute: 0, chunks: 6, sha256: hashOfMinute(chunks.slice(0, 6)) },
    { minute: 1, chunks: 1, sha256: hashOfMinute(chunks.slice(6)) },
  ])

  // Nobody adds to it afterwards, as if it were a microphone.
  const late = { number: 7, sha256: digest(knownBytes('opus.webm')), startsMs: 0 }
  await expect(
    takeChunk(secretary, id, file, late, Readable.from([knownBytes('opus.webm')])),
  ).rejects.toMatchObject({ code: 'meetings.recording_over' })
  await expect(
    as(secretary, (work) => beginRecording(work, secretary, id, file, { track: 'room' })),
  ).rejects.toMatchObject({ code: 'meetings.recording_over' })
  await expect(as(secretary, (work) => dropFile(work, secretary, id, file))).rejects.toMatchObject({
    code: 'meetings.sound_file_gone',
  })
})

test('of a damaged file what can be heard is kept, of one that is none it is said why, and silence is not hidden', async () => {
  const meeting = await aMeeting()
  const { secretary, id } = meeting
  const cut = asWave([knownSound(16_000, 20)], 16_000).subarray(0, 44 + 2 * 16_000 * 12)
  const files = [
    await meeting.bring(cut),
    await meeting.bring(knownBytes('opus.ogg')),
    await meeting.bring(Buffer.from('%PDF-1.7 no sound at all')),
    await meeting.bring(asWave([new Float32Array(16_000 * 3)], 16_000)),
  ]
  await cutFiles(120_000)
  const listed = await meeting.files()
  expect(listed.map(({ id: file }) => file)).toEqual(files)
  expect(listed.map(({ state, problem, peak }) => [state, problem, peak])).toEqual([
    ['taken', 'damaged', expect.closeTo(0.5, 1)],
    ['taken', null, expect.closeTo(0.5, 0)],
    ['refused', 'unreadable', 0],
    ['taken', null, 0],
  ])
  const recordings = await meeting.recordings()
  const [damaged] = recordings.filter((one) => one.id === files[0])
  expect(damaged).toMatchObject({ taken: 2, lengthMs: 12_000, damaged: 1, state: 'whole' })
  expect(recordings.some((one) => one.id === files[2])).toBe(false)
  await as(secretary, (work) => dropFile(work, secretary, id, files[2] ?? ''))
  expect(await meeting.files()).toHaveLength(3)
})

test('of a closed meeting no file is brought', async () => {
  const office = await anOffice()
  const { secretary } = office
  const id = await called(office, { secrecy: 'closed' })
  await as(secretary, (work) => startMeeting(work, secretary, id))
  await expect(
    bringFile(secretary, id, randomUUID(), { name: 'họp.wav', size: 100, clock }),
  ).rejects.toMatchObject({ code: 'meetings.not_recorded' })
})
