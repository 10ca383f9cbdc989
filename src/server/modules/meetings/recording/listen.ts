/** Listening: a right apart from reading. Who presides, the secretary and whom the former lets hear a recording, everyone their own track. */
import type { Officer } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'
import { soundHeard } from '../events.ts'
import { recordingNotFound, soundGone } from '../refusals.ts'
import { mayHear, requireMeeting } from '../rights.ts'
import { insertListening } from './listening-queries.ts'
import { chunksAMinute, missingOf } from './model.ts'
import {
  type Chunk,
  findChunk,
  findRecording,
  type Gap,
  listGaps,
  listRecordingsOf,
  type Recording,
  type RecordingSummary,
} from './queries.ts'

const mostListed = 100
/** A recorder that begins takes a moment; a longer pause is told. */
const leastGapMs = 2_000
/** So many are told of each recording, the first ones. */
export const mostGaps = 100
const hourMs = 3_600_000

export interface ListedRecording extends RecordingSummary {
  /** How many chunks are not here, as far as its machine has told. */
  missing: number
  /** `waiting`: it is over, and its machine still holds something or has not said that it holds nothing. */
  state: 'on' | 'waiting' | 'whole' | 'given up'
  gaps: Gap[]
  /** Whether this officer may listen to it. */
  isHeard: boolean
}

/** The recordings of a meeting, of whoever does not run it those they may hear; each with what is missing of it, from when to when. */
export async function listRecordings(
  work: Work,
  officer: Officer,
  meetingId: string,
): Promise<ListedRecording[]> {
  const attended = await requireMeeting(work, officer, meetingId)
  const hearsAll = await mayHear(work, officer, attended)
  const all = await listRecordingsOf(work.tx, meetingId, mostListed)
  const gaps = await listGaps(work.tx, meetingId, { leastMs: leastGapMs, most: mostGaps })
  return all
    .filter((one) => attended.mayRun || hearsAll || one.begunBy === officer.id)
    .map((one) => {
      const missing = missingOf(one)
      return {
        ...one,
        missing,
        state: stateOf(one, missing),
        gaps: gaps.filter(({ recordingId }) => recordingId === one.id),
        isHeard: hearsAll || isOwn(officer, one),
      }
    })
}

function stateOf(
  { endedAt, chunks, givenUpAt }: RecordingSummary,
  missing: number,
): ListedRecording['state'] {
  if (!endedAt) return 'on'
  if (chunks !== null && missing === 0) return 'whole'
  return givenUpAt ? 'given up' : 'waiting'
}

/** What somebody's own microphone heard of them; a microphone of the room hears others. */
export function isOwn({ id }: Officer, { track, begunBy }: Pick<Recording, 'track' | 'begunBy'>): boolean {
  return track === 'person' && begunBy === id
}

/**
 * One chunk to be played, for whoever may listen; that they did is a fact, of a minute of it once an hour, written before anything is heard. Refuses
 * where its sound was let go (`meetings.sound_gone`).
 */
export async function openChunk(
  work: Work,
  officer: Officer,
  meetingId: string,
  id: string,
  number: number,
): Promise<Chunk> {
  const attended = await requireMeeting(work, officer, meetingId)
  const recording = await findRecording(work.tx, id)
  if (recording?.meetingId !== meetingId) throw recordingNotFound()
  if (!isOwn(officer, recording) && !(await mayHear(work, officer, attended))) throw recordingNotFound()
  if (recording.releasedAt) throw soundGone()
  const chunk = await findChunk(work.tx, id, number)
  if (!chunk) throw recordingNotFound()
  const { now } = work
  const heard = { minute: Math.floor(number / chunksAMinute), startsMs: chunk.startsMs }
  const isNew = await insertListening(work.tx, {
    recordingId: id,
    accountId: officer.id,
    name: officer.name,
    hour: new Date(now.getTime() - (now.getTime() % hourMs)),
    at: now,
    ...heard,
  })
  const { agencyId } = attended.meeting
  if (isNew) await work.record(soundHeard(meetingId, { agencyId, recordingId: id, ...heard }))
  return chunk
}
