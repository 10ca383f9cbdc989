/** Recording: begun once, taken in chunk by chunk in any order, however often each is sent, ended when all of it was recorded. */
import type { Readable } from 'node:stream'
import type { HeardSound } from '#server/crafts/sound/model.ts'
import type { Officer } from '#server/platform/actor.ts'
import { storeSound, useFiles } from '#server/platform/files/index.ts'
import { askAsProgram, perform, type Work } from '#server/platform/work.ts'
import { minuteRecorded, recordingBegun, recordingEnded } from '../events.ts'
import {
  chunkBroken,
  chunkOther,
  chunkUnfit,
  notRecorded,
  notYours,
  recordingNotFound,
  recordingOver,
} from '../refusals.ts'
import { invitationOf, requireMeeting } from '../rights.ts'
import { hashOfMinute } from './hash-minute.ts'
import {
  BeginRecording,
  ChunkHead,
  chunksAMinute,
  EndRecording,
  lateDays,
  mostChunkBytes,
  mostChunkSeconds,
  numbersOf,
} from './model.ts'
import {
  closeRecording,
  findChunk,
  findRecording,
  insertChunk,
  insertRecording,
  listChunks,
  lockRecording,
  type Recording,
} from './queries.ts'

const dayMs = 86_400_000

/**
 * Begins a recording of a running meeting under an id the recorder made: the room's by whoever runs it, one's own by whoever is invited.
 * Again, it is the same one. Refuses where the meeting has no sound (`meetings.not_recorded`).
 */
export async function beginRecording(
  work: Work,
  officer: Officer,
  meetingId: string,
  id: string,
  input: BeginRecording,
): Promise<Recording> {
  const { track } = BeginRecording.parse(input)
  const { meeting, people, mayRun } = await requireMeeting(work, officer, meetingId)
  const known = await findRecording(work.tx, id)
  if (known) {
    if (known.meetingId !== meetingId || known.begunBy !== officer.id) throw recordingNotFound()
    return known
  }
  const person = track === 'person' ? invitationOf(officer, people) : undefined
  if (track === 'room' ? !mayRun : !person) throw notYours()
  if (meeting.secrecy === 'closed' || meeting.state !== 'running' || meeting.isSimulated) throw notRecorded()
  const recording = {
    id,
    meetingId,
    track,
    personId: person?.id ?? null,
    begunBy: officer.id,
    begunAt: work.now,
  }
  // An id somebody else took, or the same request beside this one.
  if (!(await insertRecording(work.tx, recording))) {
    const there = await findRecording(work.tx, id)
    if (there?.begunBy !== officer.id || there.meetingId !== meetingId) throw recordingNotFound()
    return there
  }
  await work.record(recordingBegun(meetingId, { agencyId: meeting.agencyId, recordingId: id, track }))
  return { ...recording, endedAt: null, chunks: null }
}

export interface TakenChunk {
  number: number
  /** False where it was here already. */
  isNew: boolean
  lengthMs: number
  peak: number
  isDamaged: boolean
}

/**
 * Takes in one chunk: late, twice or out of turn, as long as its number was not given to another. It is stored, listened to and held before
 * it is confirmed. Of sound whose end is damaged what can be heard is kept and said. The last chunk of a minute makes the minute's hash
 * a fact. Refuses what arrived otherwise than it was sent, and what is no Opus of some seconds.
 */
export async function takeChunk(
  officer: Officer,
  meetingId: string,
  id: string,
  input: ChunkHead,
  source: Readable,
  now: () => Date = () => new Date(),
): Promise<TakenChunk> {
  const head = ChunkHead.parse(input)
  const known = await perform(
    officer,
    async (work) => {
      await requireOwn(work, officer, meetingId, id, head.number)
      return findChunk(work.tx, id, head.number)
    },
    { now: now() },
  )
  if (known) return sameChunk(known, head)
  const stored = await storeSound(source, {
    limit: mostChunkBytes,
    mostSeconds: mostChunkSeconds * 2,
    accept: requireChunk,
  })
  if (stored.sha256 !== head.sha256) throw chunkBroken({ number: head.number })
  return perform(
    officer,
    async (work) => {
      const agencyId = await requireOwn(work, officer, meetingId, id, head.number)
      const recording = await lockRecording(work.tx, id)
      const there = await findChunk(work.tx, id, head.number)
      if (there) return sameChunk(there, head)
      const { heard } = stored
      const chunk = {
        number: head.number,
        sha256: stored.sha256,
        size: Number(stored.size),
        mediaType: stored.mediaType,
        startsMs: head.startsMs,
        lengthMs: Math.round(heard.heardSeconds * 1000),
        peak: heard.peak,
        isDamaged: heard.problem !== undefined,
      }
      await askAsProgram(work, () => useFiles(work, [stored.sha256], `meetings.chunk:${id}/${head.number}`))
      await insertChunk(work.tx, id, chunk, work.now)
      const minute = Math.floor(head.number / chunksAMinute)
      await sayMinute(work, { meetingId, agencyId, id, minute, chunks: recording?.chunks ?? null })
      return { ...chunk, isNew: true }
    },
    { now: now() },
  )
}

/**
 * Says that a recording is over and how many chunks it has: those still on their way are taken when they come. Said again it changes nothing.
 * By whoever records, or whoever runs the meeting, when the machine that recorded is gone.
 */
export async function endRecording(
  work: Work,
  officer: Officer,
  meetingId: string,
  id: string,
  input: { chunks: number },
): Promise<{ missing: number }> {
  const { chunks } = EndRecording.parse(input)
  const { meeting, mayRun } = await requireMeeting(work, officer, meetingId)
  const recording = await lockRecording(work.tx, id)
  if (recording?.meetingId !== meetingId || (!mayRun && recording.begunBy !== officer.id))
    throw recordingNotFound()
  const taken = await listChunks(work.tx, id, { from: 0, most: 20_000 })
  // Nobody ends it before what is here already.
  const all = recording.chunks ?? Math.max(chunks, (taken.at(-1)?.number ?? -1) + 1)
  const missing = all - taken.length
  if (recording.endedAt) return { missing }
  await closeRecording(work.tx, id, all, work.now)
  await work.record(
    recordingEnded(meetingId, { agencyId: meeting.agencyId, recordingId: id, chunks: all, missing }),
  )
  // A last minute of fewer chunks is whole only now.
  if (all % chunksAMinute !== 0)
    await sayMinute(work, {
      meetingId,
      agencyId: meeting.agencyId,
      id,
      minute: Math.floor(all / chunksAMinute),
      chunks: all,
    })
  return { missing }
}

interface MinuteOf {
  meetingId: string
  agencyId: string
  id: string
  minute: number
  chunks: number | null
}

async function sayMinute(work: Work, { meetingId, agencyId, id, minute, chunks }: MinuteOf): Promise<void> {
  const wanted = numbersOf(minute, chunks)
  const from = wanted[0]
  if (from === undefined) return
  const taken = (await listChunks(work.tx, id, { from, most: wanted.length })).filter(({ number }) =>
    wanted.includes(number),
  )
  if (taken.length < wanted.length) return
  await work.record(
    minuteRecorded(meetingId, {
      agencyId,
      recordingId: id,
      minute,
      chunks: taken.length,
      sha256: hashOfMinute(taken),
    }),
  )
}

/** The recording of whoever records, as long as it takes a chunk of this number. Gives the agency of the meeting. */
async function requireOwn(
  work: Work,
  officer: Officer,
  meetingId: string,
  id: string,
  number: number,
): Promise<string> {
  const { meeting } = await requireMeeting(work, officer, meetingId)
  const recording = await findRecording(work.tx, id)
  if (recording?.meetingId !== meetingId || recording.begunBy !== officer.id) throw recordingNotFound()
  const isLate = work.now.getTime() - recording.begunAt.getTime() > lateDays * dayMs
  if (isLate || (recording.chunks !== null && number >= recording.chunks)) throw recordingOver()
  return meeting.agencyId
}

function requireChunk({ codec, container, heardSeconds }: HeardSound): void {
  const isBrowsers = container === 'webm' || container === 'matroska' || container === 'mp4'
  if (codec !== 'opus' || !isBrowsers || heardSeconds > mostChunkSeconds) throw chunkUnfit()
}

function sameChunk(
  known: { sha256: string; number: number; lengthMs: number; peak: number; isDamaged: boolean },
  head: ChunkHead,
): TakenChunk {
  if (known.sha256 !== head.sha256) throw chunkOther({ number: head.number })
  const { number, lengthMs, peak, isDamaged } = known
  return { number, lengthMs, peak, isDamaged, isNew: false }
}
