/** A recording is over: said by the machine that records, by somebody else, or by the end of its meeting; what is missing is waited for or given up. */
import type { Officer } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'
import { recordingEnded, recordingGivenUp } from '../events.ts'
import { notYours, recordingGoesOn, recordingNotFound, recordingWhole } from '../refusals.ts'
import { requireMeeting } from '../rights.ts'
import { chunksAMinute, EndRecording, GiveUpRecording, missingOf, mostChunks } from './model.ts'
import { changeRecording, listChunks, lockRecording, type Recording } from './queries.ts'
import { partMinutes, sayMinute } from './say-minute.ts'

/**
 * Says that a recording is over: by whoever records, with the number of chunks where it is their machine that says it, or by whoever runs the
 * meeting. Without the number, what that machine still holds is taken until it says how many there are. Said again it changes nothing.
 */
export async function endRecording(
  work: Work,
  officer: Officer,
  meetingId: string,
  id: string,
  input: EndRecording,
): Promise<{ missing: number }> {
  const said = EndRecording.parse(input).chunks
  const { agencyId, recording, mayRun, numbers } = await requireHeard(work, officer, meetingId, id)
  if (!mayRun && recording.begunBy !== officer.id) throw recordingNotFound()
  const lastNumber = numbers.at(-1) ?? null
  // Nobody ends it before what is here already; and only whoever records knows how many there are.
  const told =
    said === undefined || recording.begunBy !== officer.id ? null : Math.max(said, (lastNumber ?? -1) + 1)
  const chunks = recording.chunks ?? told
  const missing = missingOf({ ...recording, chunks, taken: numbers.length, lastNumber })
  const isNew = recording.chunks !== chunks
  if (recording.isSaidOver && !isNew) return { missing }
  await changeRecording(work.tx, id, { chunks, endedAt: recording.endedAt ?? work.now })
  await work.record(
    recordingEnded(meetingId, {
      agencyId,
      recordingId: id,
      chunks: chunks ?? numbers.length + missing,
      missing,
    }),
  )
  // A last minute of fewer chunks is whole only now.
  if (isNew && chunks !== null && chunks % chunksAMinute !== 0)
    await sayMinute(work, { meetingId, agencyId, id, minute: Math.floor(chunks / chunksAMinute), chunks })
  return { missing }
}

/**
 * Waits no longer for what a machine holds of a recording that is over, for a reason that stays with it: by whoever runs the meeting. What is here of
 * each minute becomes a fact as it is; if the rest comes all the same, it is taken.
 */
export async function giveUpRecording(
  work: Work,
  officer: Officer,
  meetingId: string,
  id: string,
  input: GiveUpRecording,
): Promise<void> {
  const { reason } = GiveUpRecording.parse(input)
  const { agencyId, recording, mayRun, numbers } = await requireHeard(work, officer, meetingId, id)
  if (!mayRun) throw notYours()
  if (!recording.endedAt) throw recordingGoesOn()
  if (recording.givenUpAt) return
  const { chunks, endedAt } = recording
  const missing = missingOf({ ...recording, taken: numbers.length, lastNumber: numbers.at(-1) ?? null })
  if (chunks !== null && missing === 0) throw recordingWhole()
  await changeRecording(work.tx, id, {
    endedAt,
    givenUpAt: work.now,
    givenUpBy: officer.id,
    givenUpReason: reason,
  })
  await work.record(recordingGivenUp(meetingId, { agencyId, recordingId: id, missing }))
  for (const minute of partMinutes(numbers, chunks))
    await sayMinute(work, { meetingId, agencyId, id, minute, chunks }, true)
}

interface Found {
  agencyId: string
  recording: Recording
  mayRun: boolean
  numbers: number[]
}

/** A recording of this meeting, held until the end of the work, with the numbers that are here. */
async function requireHeard(work: Work, officer: Officer, meetingId: string, id: string): Promise<Found> {
  const { meeting, mayRun } = await requireMeeting(work, officer, meetingId)
  const recording = await lockRecording(work.tx, id)
  if (recording?.meetingId !== meetingId) throw recordingNotFound()
  const taken = await listChunks(work.tx, id, { from: 0, most: mostChunks })
  return {
    agencyId: meeting.agencyId,
    recording,
    mayRun,
    numbers: taken.map(({ number }) => number),
  }
}
