import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { vi } from '#shared/messages/vi.ts'
import { childrenRunning } from '#tests/time/children.ts'
import { canReadAac } from './ffmpeg.ts'
import {
  asWave,
  type KnownFile,
  knownBytes,
  knownFile,
  knownSound,
  knownTones,
  loudnessOf,
} from './fixtures.ts'
import { hearSound, stopHearing } from './hear-sound.ts'
import { type HeardSound, type SoundFacts, usualSoundLimits } from './model.ts'
import { openSound } from './open-sound.ts'
import { readSound, SoundProblemFound } from './read-sound.ts'
import { startReader } from './reader.ts'
import { SoundRefused } from './refusals.ts'
import { createResampler } from './resample.ts'

const folder = mkdtempSync(join(tmpdir(), 'sound-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function written(name: string, bytes: Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, bytes)
  return path
}

/** Taken apart by its reader, here: what happens between processes is tried for itself below. */
const heard = (path: string, mostSeconds = 3600) => hear(() => readSound(path, mostSeconds))

async function hear(
  open: () => Promise<{ samples(): AsyncGenerator<Float32Array>; facts?: object; close?(): void }>,
) {
  const pieces: Float32Array[] = []
  let refusal: unknown
  let facts: object | undefined
  let close: (() => void) | undefined
  try {
    const sound = await open()
    close = () => sound.close?.()
    facts = sound.facts
    for await (const piece of sound.samples()) pieces.push(piece)
  } catch (error) {
    refusal = error
  } finally {
    close?.()
  }
  const samples = new Float32Array(pieces.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const piece of pieces) {
    samples.set(piece, at)
    at += piece.length
  }
  return { samples, refusal, facts }
}

/** Each half second has its tone and none of the others. */
function expectKnown(samples: Float32Array, loudness: number, shift = 0) {
  for (const [index, tone] of knownTones.entries()) {
    const [from, to] = [index * 0.5 + 0.1 + shift, index * 0.5 + 0.4 + shift]
    if (to > samples.length / 16_000) continue
    for (const other of knownTones.filter(Boolean))
      expect(loudnessOf(other, samples, from, to), `${other} Hz in ${from}`).toBeCloseTo(
        other === tone ? loudness : 0,
        1,
      )
  }
}

const files: [KnownFile, object, number][] = [
  ['opus.webm', { container: 'webm', codec: 'opus', channels: 1, rate: 48_000 }, 0.5],
  ['opus-stereo.mp4', { container: 'mp4', codec: 'opus', channels: 2, rate: 48_000 }, 0.375],
  ['opus.ogg', { container: 'ogg', codec: 'opus', channels: 1, rate: 48_000 }, 0.5],
  ['tones.mp3', { container: 'mp3', codec: 'mp3', channels: 1, rate: 44_100 }, 0.5],
  ['tones.flac', { container: 'flac', codec: 'flac', channels: 1, rate: 22_050 }, 0.375],
  ['stereo-24.flac', { container: 'flac', codec: 'flac', channels: 2, rate: 22_050 }, 0.375],
]

test.each(files)('%s is read as it was written, at 16 kHz', async (name, facts, loudness) => {
  const { samples, refusal, facts: found } = await heard(knownFile(name))
  expect(refusal).toBeUndefined()
  expect(found).toMatchObject(facts)
  expect(samples.length / 16_000).toBeCloseTo((found as SoundFacts).seconds, 1)
  // MP3 has a run-up of its encoder and decoder, some 50 ms.
  expectKnown(samples, loudness, name === 'tones.mp3' ? 0.05 : 0)
})

test('WAV of any depth, rate and number of channels is read to the sample', async () => {
  const kinds = [
    ['s16', 48_000],
    ['s24', 44_100],
    ['f32', 32_000],
    ['u8', 8_000],
  ] as const
  for (const [kind, rate] of kinds) {
    const left = knownSound(rate)
    const path = written(`${kind}.wav`, asWave([left, left.map((value) => value / 2)], rate, kind))
    const { samples, refusal } = await heard(path)
    expect([kind, samples.length, refusal]).toEqual([kind, 32_000, undefined])
    expectKnown(samples, 0.375)
  }
})

test('nothing above what 16 kHz can hold folds back, and what speech has stays', () => {
  const rate = 48_000
  for (const [tone, loudness] of [
    [300, 1],
    [3400, 1],
    [6500, 1],
    [8200, 0],
    [9000, 0],
    [15_900, 0],
  ] as const) {
    const resampler = createResampler(rate)
    const pieces: Float32Array[] = []
    for (let from = 0; from < rate; from += 960)
      pieces.push(
        resampler.push(
          Float32Array.from({ length: 960 }, (_, at) => Math.sin((2 * Math.PI * tone * (from + at)) / rate)),
        ),
      )
    pieces.push(resampler.end())
    const samples = Float32Array.from(pieces.flatMap((piece) => [...piece]))
    expect(samples.length).toBe(16_000)
    const middle = samples.subarray(2000, 14_000)
    const power = Math.sqrt((2 * middle.reduce((sum, value) => sum + value * value, 0)) / middle.length)
    expect(Math.abs(power - loudness), `${tone} Hz`).toBeLessThan(0.002)
  }
})

test('what cannot be heard is refused with what to do about it', async () => {
  const noise = Buffer.from(Float32Array.from({ length: 5000 }, () => Math.random()).buffer)
  const wave = asWave([knownSound(16_000)], 16_000)
  const cases: [string, Uint8Array, string][] = [
    ['noise.wav', noise, 'unreadable'],
    ['empty.mp3', new Uint8Array(0), 'unreadable'],
    ['letter.flac', Buffer.from('%PDF-1.7 no sound at all'), 'unreadable'],
    ['head.flac', knownBytes('tones.flac').subarray(0, 30), 'unreadable'],
    ['nothing.wav', asWave([new Float32Array(0)], 16_000), 'no-sound'],
    // A rate nobody records at.
    [
      'slow.wav',
      Buffer.concat([wave.subarray(0, 24), Buffer.from([3, 0, 0, 0]), wave.subarray(28)]),
      'unreadable',
    ],
  ]
  for (const [name, bytes, problem] of cases) {
    const { samples, refusal } = await heard(written(name, bytes))
    expect(refusal, name).toBeInstanceOf(SoundProblemFound)
    expect([name, (refusal as SoundProblemFound).problem, samples.length]).toEqual([name, problem, 0])
  }
  expect((await heard(knownFile('opus.webm'), 1)).refusal).toMatchObject({ problem: 'too-long' })
  for (const problem of [
    'unreadable',
    'no-sound',
    'codec',
    'needs-ffmpeg',
    'too-long',
    'too-costly',
    'overdue',
  ] as const) {
    const { code, details } = new SoundRefused(problem)
    expect(vi.refusal(code, details), problem).toMatch(/(gửi|thử lại)/)
  }
})

test('of a damaged file what is before the damage is given, and where it begins is said', async () => {
  const wave = asWave([knownSound(16_000, 20)], 16_000)
  const flac = knownBytes('tones.flac')
  const cut = await heard(written('cut.wav', wave.subarray(0, 44 + 2 * 16_000 * 12)))
  expect(cut.samples.length).toBe(16_000 * 12)
  expect(cut.refusal).toMatchObject({ problem: 'damaged', second: 12 })
  expect(vi.refusal('files.sound_refused', new SoundRefused('damaged', 12).details)).toContain(
    'từ phút 0:12 trở đi',
  )

  const half = await heard(written('cut.flac', flac.subarray(0, flac.length * 0.7)))
  expect(half.refusal).toMatchObject({ problem: 'damaged' })
  expect(half.samples.length).toBeGreaterThan(8000)
  expectKnown(half.samples.subarray(0, 8000), 0.375)

  // One frame of another checksum is silence of its length; what is behind keeps its place.
  const flipped = Buffer.from(flac)
  const at = Math.floor(flac.length * 0.75)
  flipped.writeUInt8(flipped.readUInt8(at) ^ 0x10, at)
  const mended = await heard(written('flipped.flac', flipped))
  expect(mended.refusal).toBeUndefined()
  expect(Math.abs(mended.samples.length - 32_000)).toBeLessThan(2)
  expectKnown(mended.samples.subarray(0, 16_000), 0.375)
})

test('a file is read in a process of its own, within limits; one that is killed is followed by another at the same place', async () => {
  const path = written('long.wav', asWave([knownSound(16_000, 30)], 16_000))
  const sound = await openSound(path)
  const all = new Float32Array(30 * 16_000)
  let at = 0
  for await (const piece of sound.samples()) {
    if (at === 0) for (const pid of childrenRunning('crafts/sound/process.ts')) process.kill(pid, 'SIGKILL')
    all.set(piece, at)
    at += piece.length
  }
  expect(at).toBe(all.length)
  for (const second of [0, 4, 10, 28]) expectKnown(all.subarray(second * 16_000), 0.5)

  const refused = await hear(() => openSound(written('text.mp3', Buffer.from('no sound at all'))))
  expect(refused.refusal).toBeInstanceOf(SoundRefused)
  expect(refused.refusal).toMatchObject({ problem: 'unreadable', code: 'files.sound_refused', status: 422 })
  const costly = await hear(() => openSound(path, { mostSeconds: 60, work: -1, wait: 120_000 }))
  expect(costly.refusal).toMatchObject({ problem: 'too-costly' })
  // The kernel takes its moment to end what was killed.
  await expect.poll(() => childrenRunning('crafts/sound/process.ts')).toEqual([])
})

test('AAC is read by the ffmpeg of the system, and without one it is said what to do', async () => {
  const path = process.env.PATH
  const bare = join(folder, 'no-programs')
  mkdirSync(bare)
  process.env.PATH = bare
  try {
    expect((await hear(() => openSound(knownFile('aac.m4a')))).refusal).toMatchObject({
      problem: 'needs-ffmpeg',
    })
  } finally {
    process.env.PATH = path
  }
  if (!canReadAac()) return
  const { samples, refusal } = await hear(() => openSound(knownFile('aac.m4a')))
  expect(refusal).toBeUndefined()
  expectKnown(samples, 0.5)
})

test('short sounds are heard one after another by one process', async () => {
  const cut = asWave([knownSound(16_000, 4)], 16_000).subarray(0, 44 + 2 * 16_000 * 3)
  const heard = await Promise.all([
    hearSound(knownFile('opus.webm'), 12),
    hearSound(written('three.wav', cut), 12),
    hearSound(written('nothing.webm', Buffer.from('nothing')), 12).catch((error: unknown) => error),
    hearSound(knownFile('opus-stereo.mp4'), 12),
  ])
  expect(heard[0]).toMatchObject({ container: 'webm', codec: 'opus' })
  const { peak } = heard[0] as HeardSound
  expect(peak > 0.4 && peak < 0.7).toBe(true)
  expect(heard[1]).toMatchObject({ heardSeconds: 3, problem: 'damaged' })
  expect(heard[2]).toMatchObject({ problem: 'unreadable', status: 422 })
  expect(heard[3]).toMatchObject({ container: 'mp4', codec: 'opus' })
  stopHearing()
})

test('the process that takes a file apart may read that file and no other', async () => {
  const [own, other] = [
    written('own.webm', knownBytes('opus.webm')),
    written('other.webm', knownBytes('opus.webm')),
  ]
  const ask = (path: string) => {
    const reader = startReader(usualSoundLimits, own)
    return reader.ask({ open: path, mostSeconds: 60 }).finally(() => reader.end())
  }
  expect(await ask(own)).toMatchObject({ facts: { codec: 'opus' } })
  await expect(ask(other)).rejects.toMatchObject({ problem: 'unreadable' })
})
