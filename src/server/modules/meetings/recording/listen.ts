/** Listening: a right apart from reading. Whoever runs a meeting hears what was recorded of it, everyone their own track. */
import type { Officer } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'
import { recordingNotFound } from '../refusals.ts'
import { requireMeeting } from '../rights.ts'
import { missingOf } from './model.ts'
import {
  type Chunk,
  findChunk,
  findRecording,
  type Gap,
  listGaps,
  listRecordingsOf,
  type RecordingSummary,
} from './queries.ts'

const mostListed = 100
/** A recorder that begins takes a moment; a longer pause is told. */
const leastGapMs = 2_000
/** Of each recording. */
const mostGaps = 100

export interface ListedRecording extends RecordingSummary {
  /** How many chunks are not here, as far as its machine has told. */
  missing: number
  /** `waiting`: it is over, and its machine still holds something or has not said that it holds nothing. */
  state: 'on' | 'waiting' | 'whole' | 'given up'
  gaps: Gap[]
}

/** The recordings of a meeting this officer may hear, each with what is missing of it, from when to when. */
export async function listRecordings(
  work: Work,
  officer: Officer,
  meetingId: string,
): Promise<ListedRecording[]> {
  const { mayRun } = await requireMeeting(work, officer, meetingId)
  const all = await listRecordingsOf(work.tx, meetingId, mostListed)
  const gaps = await listGaps(work.tx, meetingId, { leastMs: leastGapMs, most: mostGaps })
  return all
    .filter(({ begunBy }) => mayRun || begunBy === officer.id)
    .map((one) => {
      const missing = missingOf(one)
      return {
        ...one,
        missing,
        state: stateOf(one, missing),
        gaps: gaps.filter(({ recordingId }) => recordingId === one.id),
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

/** One chunk to be played. */
export async function openChunk(
  work: Work,
  officer: Officer,
  meetingId: string,
  id: string,
  number: number,
): Promise<Chunk> {
  const { mayRun } = await requireMeeting(work, officer, meetingId)
  const recording = await findRecording(work.tx, id)
  if (recording?.meetingId !== meetingId || (!mayRun && recording.begunBy !== officer.id))
    throw recordingNotFound()
  const chunk = await findChunk(work.tx, id, number)
  if (!chunk) throw recordingNotFound()
  return chunk
}
