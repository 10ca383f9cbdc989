/** Recording: begun once, taken in chunk by chunk in any order, however often each is sent, also after its end. */
import type { Readable } from 'node:stream'
import type { z } from 'zod'
import type { HeardSound } from '#server/crafts/sound/model.ts'
import type { Officer } from '#server/platform/actor.ts'
import { storeSound, useFiles } from '#server/platform/files/index.ts'
import { askAsProgram, perform, type Work } from '#server/platform/work.ts'
import { recordingBegun } from '../events.ts'
import {
  chunkBroken,
  chunkOther,
  chunkUnfit,
  notRecorded,
  notYours,
  recordingNotFound,
  recordingOver,
  tracksMany,
} from '../refusals.ts'
import { invitationOf, requireMeeting } from '../rights.ts'
import {
  BeginRecording,
  ChunkHead,
  chunksAMinute,
  hasRoomFor,
  lateDays,
  mostChunkBytes,
  mostChunkSeconds,
  mostTracks,
} from './model.ts'
import {
  type Chunk,
  changeRecording,
  countTracksOf,
  findChunk,
  findLastNumber,
  findRecording,
  insertChunk,
  insertRecording,
  lockRecording,
  type Recording,
} from './queries.ts'
import { sayMinute } from './say-minute.ts'

const dayMs = 86_400_000

export interface Begun {
  begunAt: Date
  /** The number of the next chunk, as far as is known here: a machine whose store was lost gives none twice. */
  next: number
}

/**
 * Begins a recording of a running meeting under an id the recorder made: the room's by whoever runs it, one's own by whoever is invited.
 * Again, it is the same one and goes on; not once it is over (`meetings.recording_over`). Refuses where the meeting has no sound (`meetings.not_recorded`),
 * and whoever has begun more of their own than anybody needs (`meetings.tracks_many`).
 */
export async function beginRecording(
  work: Work,
  officer: Officer,
  meetingId: string,
  id: string,
  input: z.input<typeof BeginRecording>,
): Promise<Begun> {
  const { track, machine } = BeginRecording.parse(input)
  const { meeting, people, mayRun } = await requireMeeting(work, officer, meetingId)
  const known = await findRecording(work.tx, id)
  if (known) return goOn(work, officer, meetingId, known)
  const person = track === 'person' ? invitationOf(officer, people) : undefined
  if (track === 'room' ? !mayRun : !person) throw notYours()
  const isMany = person && (await countTracksOf(work.tx, meetingId, officer.id, id)) >= mostTracks
  if (isMany) throw tracksMany({ most: mostTracks })
  if (meeting.secrecy === 'closed' || meeting.state !== 'running' || meeting.isSimulated) throw notRecorded()
  const isNew = await insertRecording(work.tx, {
    id,
    meetingId,
    track,
    machine,
    personId: person?.id ?? null,
    begunBy: officer.id,
    begunAt: work.now,
  })
  // An id somebody else took, or the same request beside this one.
  if (!isNew) return goOn(work, officer, meetingId, await findRecording(work.tx, id))
  await work.record(recordingBegun(meetingId, { agencyId: meeting.agencyId, recordingId: id, track }))
  return { begunAt: work.now, next: 0 }
}

async function goOn(
  work: Work,
  officer: Officer,
  meetingId: string,
  known: Recording | undefined,
): Promise<Begun> {
  if (known?.meetingId !== meetingId || known.begunBy !== officer.id) throw recordingNotFound()
  if (known.endedAt) throw recordingOver()
  const next = Math.max(known.announced, (await findLastNumber(work.tx, known.id)) + 1)
  return { begunAt: known.begunAt, next }
}

export interface TakenChunk {
  number: number
  /** False where it was here already. */
  isNew: boolean
  lengthMs: number
  peak: number
  isDamaged: boolean
  /** The recording has ended, here or elsewhere: whoever still records stops. */
  isOver: boolean
}

/**
 * Takes in one chunk: late, after the end, twice or out of turn, as long as its number was not given to another and the recording has room for it
 * (`hasRoomFor`). It is stored, listened to and held before
 * it is confirmed. Of sound whose end is damaged what can be heard is kept and said. The last chunk of a minute makes the minute's hash
 * a fact; once the rest was given up each does, of what is here of its minute. Refuses what arrived otherwise than it was sent, and what is no Opus of some seconds.
 */
export async function takeChunk(
  officer: Officer,
  meetingId: string,
  id: string,
  input: z.input<typeof ChunkHead>,
  source: Readable,
  now: () => Date = () => new Date(),
): Promise<TakenChunk> {
  const head = ChunkHead.parse(input)
  const known = await perform(
    officer,
    async (work) => {
      const { recording } = await requireOwn(work, officer, meetingId, id, head)
      const there = await findChunk(work.tx, id, head.number)
      return there && sameChunk(there, head, recording)
    },
    { now: now() },
  )
  if (known) return known
  const stored = await storeSound(source, {
    limit: mostChunkBytes,
    mostSeconds: mostChunkSeconds + 5,
    accept: requireChunk,
  })
  if (stored.sha256 !== head.sha256) throw chunkBroken({ number: head.number })
  return perform(
    officer,
    async (work) => {
      await lockRecording(work.tx, id)
      const { agencyId, recording } = await requireOwn(work, officer, meetingId, id, head)
      const there = await findChunk(work.tx, id, head.number)
      if (there) return sameChunk(there, head, recording)
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
      if (head.recorded > recording.announced)
        await changeRecording(work.tx, id, { announced: head.recorded })
      const minute = Math.floor(head.number / chunksAMinute)
      const evenPartly = recording.givenUpAt !== null
      await sayMinute(work, { meetingId, agencyId, id, minute, chunks: recording.chunks }, evenPartly)
      return { ...answerOf(chunk, recording), isNew: true }
    },
    { now: now() },
  )
}

/** The recording of whoever records, as long as it takes such a chunk, and the agency of the meeting. */
async function requireOwn(
  work: Work,
  officer: Officer,
  meetingId: string,
  id: string,
  head: ChunkHead,
): Promise<{ agencyId: string; recording: Recording }> {
  const { meeting } = await requireMeeting(work, officer, meetingId)
  const recording = await findRecording(work.tx, id)
  if (recording?.meetingId !== meetingId || recording.begunBy !== officer.id) throw recordingNotFound()
  const isLate = work.now.getTime() - recording.begunAt.getTime() > lateDays * dayMs
  if (isLate || recording.releasedAt || !hasRoomFor(recording, head)) throw recordingOver()
  return { agencyId: meeting.agencyId, recording }
}

function requireChunk({ codec, container, heardSeconds }: HeardSound): void {
  const isBrowsers = container === 'webm' || container === 'matroska' || container === 'mp4'
  if (codec !== 'opus' || !isBrowsers || heardSeconds > mostChunkSeconds) throw chunkUnfit()
}

function sameChunk(known: Chunk, head: ChunkHead, recording: Recording): TakenChunk {
  if (known.sha256 !== head.sha256) throw chunkOther({ number: head.number })
  return { ...answerOf(known, recording), isNew: false }
}

function answerOf(
  { number, lengthMs, peak, isDamaged }: Chunk,
  { endedAt }: Recording,
): Omit<TakenChunk, 'isNew'> {
  return { number, lengthMs, peak, isDamaged, isOver: endedAt !== null }
}
