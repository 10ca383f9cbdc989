/** What was brought whole is heard once and cut into chunks; a turn that is killed goes on at the next chunk. */
import { createHash } from 'node:crypto'
import { openSound } from '#server/crafts/sound/open-sound.ts'
import { SoundRefused } from '#server/crafts/sound/refusals.ts'
import { soundRate } from '#server/crafts/sound/resample.ts'
import { writeWave } from '#server/crafts/sound/write-wave.ts'
import { system } from '#server/platform/actor.ts'
import { openFile, stageAside, storeOwn, useFiles } from '#server/platform/files/index.ts'
import { defineSchedule } from '#server/platform/jobs/jobs.ts'
import { log, stackOf } from '#server/platform/log.ts'
import { perform, type Work } from '#server/platform/work.ts'
import {
  recordingBegun,
  recordingEnded,
  soundFileDropped,
  soundFileRefused,
  soundFileTaken,
} from '../events.ts'
import { findMeeting } from '../look/queries.ts'
import { findKeeping } from '../recording/listening-queries.ts'
import { chunksAMinute } from '../recording/model.ts'
import {
  changeRecording,
  findChunk,
  findLastNumber,
  insertChunk,
  insertRecording,
  lockRecording,
} from '../recording/queries.ts'
import { sayMinute } from '../recording/say-minute.ts'
import { letGo } from './bring-file.ts'
import { sendingDays } from './model.ts'
import {
  changeSoundFile,
  claimSoundFile,
  listForgotten,
  listPieces,
  lockSoundFile,
  type SoundFile,
} from './queries.ts'

const chunkSamples = 10 * soundRate
const leaseMs = 120_000
const dayMs = 86_400_000
/** A job is given up after five minutes, and a long file may take more: it goes on beside the job that began it. */
const turnMs = 20_000

let underWay: Promise<void> | undefined

/** Cuts what waits, one file after the other; answers when nothing waits any more, or after a turn. */
export async function cutFiles(forMs = turnMs): Promise<void> {
  await dropForgotten()
  underWay ??= cutAll().finally(() => {
    underWay = undefined
  })
  const { promise: over, resolve } = Promise.withResolvers<void>()
  const timer = setTimeout(resolve, forMs)
  await Promise.race([underWay, over]).finally(() => clearTimeout(timer))
}

/** One that fails is logged, stops no other, and has its turn again when its lease is over. */
async function cutAll(): Promise<void> {
  for (;;) {
    const now = new Date()
    const file = await perform(system, ({ tx }) => claimSoundFile(tx, now, leaseFrom(now)))
    if (!file) return
    await cutFile(file).catch((error: unknown) => {
      log.error({ file: file.id, error: stackOf(error) }, 'cutting a sound file failed')
    })
  }
}

const leaseFrom = (now: Date) => new Date(now.getTime() + leaseMs)

async function cutFile(file: SoundFile): Promise<void> {
  if (await isReleased(file.meetingId)) return refuse(file, 'released')
  const staged = await stageAside(file.size)
  try {
    const sha256 = await putTogether(file, (part) => staged.write(part))
    const heard = await hearChunks(file, staged.path)
    if (heard === 'later') return
    if (heard.chunks === 0) await refuse(file, heard.problem ?? 'no-sound')
    else await settle(file, heard, sha256)
  } finally {
    await staged.discard()
  }
}

/** The pieces in their order; answers the hash of the whole. */
async function putTogether({ id }: SoundFile, write: (part: Uint8Array) => Promise<void>): Promise<string> {
  const hash = createHash('sha256')
  for (const piece of await perform(system, ({ tx }) => listPieces(tx, id)))
    for await (const part of await openFile(piece.sha256)) {
      hash.update(part as Buffer)
      await write(part as Buffer)
    }
  return hash.digest('hex')
}

interface Heard {
  chunks: number
  /** Why it was not heard to its end. */
  problem: string | undefined
}

/** Keeps what is heard, from the first chunk that is not here. `later`: the machine is short of time, or the sound was let go. */
async function hearChunks(file: SoundFile, path: string): Promise<Heard | 'later'> {
  let chunks = 0
  let open = new Float32Array(0)
  try {
    const sound = await openSound(path)
    // What is cut takes 32 kB a second.
    await (await stageAside(Math.round(2 * soundRate * sound.seconds))).discard()
    const known = await begin(file)
    let leasedAt = Date.now()
    for await (const piece of sound.samples()) {
      open = joined(open, piece)
      for (; open.length >= chunkSamples; chunks++, open = open.slice(chunkSamples)) {
        if (Date.now() - leasedAt > leaseMs / 4) {
          leasedAt = Date.now()
          await holdOn(file)
        }
        if (chunks >= known && !(await keep(file, chunks, open.subarray(0, chunkSamples)))) return 'later'
      }
    }
  } catch (error) {
    if (!(error instanceof SoundRefused)) throw error
    // That says nothing of the file.
    if (error.problem === 'overdue') return 'later'
    return { chunks: await keepRest(file, chunks, open, true), problem: error.problem }
  }
  return { chunks: await keepRest(file, chunks, open, false), problem: undefined }
}

async function keepRest(
  file: SoundFile,
  chunks: number,
  open: Float32Array,
  isDamaged: boolean,
): Promise<number> {
  if (open.length === 0) return chunks
  await keep(file, chunks, open, isDamaged)
  return chunks + 1
}

/** The recording it becomes: nobody adds to it. Answers how many chunks are here already. */
async function begin({ id, meetingId, begunAt, broughtBy }: SoundFile): Promise<number> {
  return perform(system, async (work) => {
    const row = {
      id,
      meetingId,
      track: 'room' as const,
      personId: null,
      begunBy: broughtBy,
      begunAt,
      machine: '',
    }
    if (await insertRecording(work.tx, row)) {
      await changeRecording(work.tx, id, { chunks: 0, endedAt: work.now })
      const agencyId = await agencyOf(work, meetingId)
      await work.record(recordingBegun(meetingId, { agencyId, recordingId: id, track: 'room' }))
    }
    return (await findLastNumber(work.tx, id)) + 1
  })
}

/** False where the sound of the meeting was let go meanwhile. */
async function keep(
  { id, meetingId }: SoundFile,
  number: number,
  samples: Float32Array,
  isDamaged = false,
): Promise<boolean> {
  const { sha256, size } = await storeOwn(writeWave(samples), 'audio/wav')
  return perform(system, async (work) => {
    await lockRecording(work.tx, id)
    if (await isReleasedIn(work, meetingId)) return false
    if (await findChunk(work.tx, id, number)) return true
    await useFiles(work, [sha256], `meetings.chunk:${id}/${number}`)
    const chunk = {
      number,
      sha256,
      size: Number(size),
      mediaType: 'audio/wav',
      startsMs: number * 10_000,
      lengthMs: Math.round((samples.length / soundRate) * 1000),
      peak: Math.min(
        1,
        samples.reduce((most, value) => Math.max(most, Math.abs(value)), 0),
      ),
      isDamaged,
    }
    await insertChunk(work.tx, id, chunk, work.now)
    const minute = Math.floor(number / chunksAMinute)
    if (number % chunksAMinute === chunksAMinute - 1)
      await sayMinute(work, {
        meetingId,
        agencyId: await agencyOf(work, meetingId),
        id,
        minute,
        chunks: null,
      })
    return true
  })
}

function holdOn({ id }: SoundFile): Promise<void> {
  return perform(system, ({ tx, now }) => changeSoundFile(tx, id, { leasedUntil: leaseFrom(now) }))
}

function isReleased(meetingId: string): Promise<boolean> {
  return perform(system, (work) => isReleasedIn(work, meetingId))
}

async function isReleasedIn({ tx }: Pick<Work, 'tx'>, meetingId: string): Promise<boolean> {
  const keeping = await findKeeping(tx, meetingId)
  return Boolean(keeping?.releasedAt)
}

/** All that can be heard is here: the recording has so many chunks, and the file is let go. */
async function settle(
  { id, meetingId }: SoundFile,
  { chunks, problem }: Heard,
  sha256: string,
): Promise<void> {
  await perform(system, async (work) => {
    if ((await lockSoundFile(work.tx, id))?.state !== 'waiting') return
    await lockRecording(work.tx, id)
    await changeRecording(work.tx, id, { chunks, announced: chunks })
    const agencyId = await agencyOf(work, meetingId)
    await work.record(recordingEnded(meetingId, { agencyId, recordingId: id, chunks, missing: 0 }))
    if (chunks % chunksAMinute !== 0)
      await sayMinute(work, { meetingId, agencyId, id, minute: Math.floor(chunks / chunksAMinute), chunks })
    await work.record(
      soundFileTaken(meetingId, {
        agencyId,
        recordingId: id,
        chunks,
        sha256,
        isWhole: problem === undefined,
      }),
    )
    await letGo(work, id)
    await changeSoundFile(work.tx, id, { state: 'taken', problem: problem ?? null, leasedUntil: null })
  })
}

async function refuse({ id, meetingId }: SoundFile, problem: string): Promise<void> {
  await perform(system, async (work) => {
    if ((await lockSoundFile(work.tx, id))?.state !== 'waiting') return
    await letGo(work, id)
    await changeSoundFile(work.tx, id, { state: 'refused', problem, leasedUntil: null })
    await work.record(
      soundFileRefused(meetingId, { agencyId: await agencyOf(work, meetingId), recordingId: id, problem }),
    )
  })
}

/** What was begun and not sent to its end for a week. */
async function dropForgotten(): Promise<void> {
  const before = new Date(Date.now() - sendingDays * dayMs)
  await perform(system, async (work) => {
    for (const { id, meetingId } of await listForgotten(work.tx, before)) {
      if ((await lockSoundFile(work.tx, id))?.state !== 'sending') continue
      await letGo(work, id)
      await changeSoundFile(work.tx, id, { state: 'dropped' })
      await work.record(
        soundFileDropped(meetingId, { agencyId: await agencyOf(work, meetingId), recordingId: id }),
      )
    }
  })
}

async function agencyOf(work: Work, meetingId: string): Promise<string> {
  return (await findMeeting(work.tx, meetingId))?.agencyId ?? ''
}

function joined(before: Float32Array, after: Float32Array): Float32Array<ArrayBuffer> {
  const both = new Float32Array(before.length + after.length)
  both.set(before)
  both.set(after, before.length)
  return both
}

export const cutSoundFiles = defineSchedule({
  name: 'meetings.cut-sound-files',
  cron: '* * * * *',
  run: () => cutFiles(),
})
