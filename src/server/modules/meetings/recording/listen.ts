/** Listening: a right apart from reading. Whoever runs a meeting hears what was recorded of it, everyone their own track. */
import type { Officer } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'
import { recordingNotFound } from '../refusals.ts'
import { requireMeeting } from '../rights.ts'
import { type Chunk, findChunk, findRecording, listRecordingsOf, type RecordingSummary } from './queries.ts'

const mostListed = 100

/** The recordings of a meeting this officer may hear. */
export async function listRecordings(
  work: Work,
  officer: Officer,
  meetingId: string,
): Promise<RecordingSummary[]> {
  const { mayRun } = await requireMeeting(work, officer, meetingId)
  const all = await listRecordingsOf(work.tx, meetingId, mostListed)
  return all.filter(({ begunBy }) => mayRun || begunBy === officer.id)
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
