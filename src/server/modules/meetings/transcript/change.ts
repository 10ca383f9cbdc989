/** Editing what was said, while the meeting runs and after: each act names what it saw, and keeps what stood before. */
import type { Officer } from '#server/platform/actor.ts'
import { newId } from '#server/platform/id.ts'
import type { Work } from '#server/platform/work.ts'
import { refuseMarks } from '../call/call-meeting.ts'
import { transcriptChanged } from '../events.ts'
import type { SegmentAct } from '../model.ts'
import { lockRecording } from '../recording/queries.ts'
import { notNeighbours, partsMany, personUnknown, segmentChanged, segmentGone } from '../refusals.ts'
import { type Attended, requireWriter } from '../rights.ts'
import { JoinSegments, most, OneSegment, WriteSegment } from './model.ts'
import {
  changeSegment,
  findNext,
  findSegment,
  insertChange,
  insertSegments,
  listSpeakers,
  lockSegment,
  type Segment,
} from './queries.ts'
import { partsOf, reword } from './words.ts'

/**
 * Corrects the words of a segment and says who spoke; each line of it becomes a segment of its own. Sent twice it is the same. From then on no pass changes
 * what was written. Refuses what another has changed since it was seen (`meetings.segment_changed`), what is gone (`meetings.segment_gone`), a person who is
 * not of the meeting, and what bears a mark of secrecy.
 */
export async function writeSegment(
  work: Work,
  officer: Officer,
  meetingId: string,
  input: WriteSegment,
): Promise<void> {
  const { segmentId, version, personId, ...typed } = WriteSegment.parse(input)
  const attended = await requireWriter(work, officer, meetingId)
  const one = await hold(work, meetingId, segmentId)
  const lines = typed.words.split(/\r?\n/).flatMap((line) => {
    const parts = partsOf(line)
    return parts.length > 0 ? [parts] : []
  })
  if (lines.length > most.parts) throw partsMany({ most: most.parts })
  refuseMarks(lines.map((line) => line.join(' ')))
  if (personId && !(await listSpeakers(work.tx, meetingId)).some(({ id }) => id === personId))
    throw personUnknown()
  const speaker = personId ? '' : typed.speaker
  const text = lines.flat().join(' ')
  const isNamed = personId !== one.personId || speaker !== one.speaker
  if (text === one.words && lines.length === 1 && !isNamed && one.removedAt === null) return
  requireSeen(one, version)
  const isSplit = lines.length > 1
  const isWorded = isSplit || text !== one.words
  const all = reword(one, text)
  const named = { personId, speaker, isNamed: one.isNamed || isNamed }
  const first = lines[0]?.length ?? 0
  await keepBefore(work, officer, attended, one, isSplit ? 'split' : isWorded ? 'word' : 'name')
  await changeSegment(work.tx, one.id, {
    ...named,
    ...(isWorded ? { ...cut(all, 0, first), isWorded } : {}),
    ...(isSplit && one.fromMs !== null ? { toMs: all.times[first * 2 - 1] ?? one.toMs } : {}),
  })
  let from = first
  for (const line of lines.slice(1)) {
    const part = cut(all, from, line.length)
    from += line.length
    const isLast = from === all.words.split(' ').length
    const fromMs = one.fromMs === null ? null : (part.times[0] ?? one.fromMs)
    const id = newId(work.now.getTime())
    const toMs = isLast ? one.toMs : (part.times.at(-1) ?? one.toMs)
    await insertSegments(work.tx, [
      {
        ...part,
        ...named,
        id,
        meetingId,
        recordingId: one.recordingId,
        fromMs,
        toMs: fromMs === null ? null : Math.max(fromMs, toMs ?? fromMs),
        at: new Date(one.at.getTime() + (fromMs ?? 0) - (one.fromMs ?? 0)),
        pass: one.pass,
        engine: one.engine,
        isWorded: true,
        heardAt: work.now,
      },
    ])
    await keepBefore(work, officer, attended, { ...one, id }, 'split')
  }
}

/** Joins a segment with the one said next in the same recording; the second goes into the first, which keeps who spoke. */
export async function joinSegments(
  work: Work,
  officer: Officer,
  meetingId: string,
  input: JoinSegments,
): Promise<void> {
  const { segmentId, version, nextId, nextVersion } = JoinSegments.parse(input)
  const attended = await requireWriter(work, officer, meetingId)
  const one = await hold(work, meetingId, segmentId)
  const next = await lockSegment(work.tx, nextId)
  if (next?.joinedTo === segmentId) return
  requireSeen(one, version)
  if (!next || next.meetingId !== meetingId) throw segmentGone()
  requireSeen(next, nextVersion)
  if ((await findNext(work.tx, one))?.id !== next.id) throw notNeighbours()
  const isTimed = one.times.length > 0 && next.times.length > 0
  await keepBefore(work, officer, attended, one, 'join')
  await keepBefore(work, officer, attended, next, 'join')
  await changeSegment(work.tx, one.id, {
    words: `${one.words} ${next.words}`,
    times: isTimed ? [...one.times, ...next.times] : [],
    toMs: one.toMs === null ? null : Math.max(one.toMs, next.toMs ?? one.toMs),
    isWorded: true,
  })
  await changeSegment(work.tx, next.id, { removedAt: work.now, removedBy: officer.id, joinedTo: one.id })
}

/** Takes a segment out: nobody who does not run the meeting reads it any more, and no pass puts it back. */
export async function removeSegment(
  work: Work,
  officer: Officer,
  meetingId: string,
  input: OneSegment,
): Promise<void> {
  const { segmentId, version } = OneSegment.parse(input)
  const attended = await requireWriter(work, officer, meetingId)
  const one = await hold(work, meetingId, segmentId)
  if (one.removedBy && !one.joinedTo) return
  requireSeen(one, version)
  await keepBefore(work, officer, attended, one, 'remove')
  await changeSegment(work.tx, one.id, { removedAt: work.now, removedBy: officer.id })
}

/** Puts back what somebody took out, as it stood. */
export async function restoreSegment(
  work: Work,
  officer: Officer,
  meetingId: string,
  input: OneSegment,
): Promise<void> {
  const { segmentId, version } = OneSegment.parse(input)
  const attended = await requireWriter(work, officer, meetingId)
  const one = await hold(work, meetingId, segmentId)
  if (one.removedAt === null) return
  if (!one.removedBy || one.joinedTo) throw segmentGone()
  if (one.version !== version) throw segmentChanged()
  await keepBefore(work, officer, attended, one, 'restore')
  await changeSegment(work.tx, one.id, { removedAt: null, removedBy: null, isWorded: true })
}

/** A segment held until the end of the work; first its recording, as a pass holds it that would put something in its place. */
async function hold(work: Work, meetingId: string, id: string): Promise<Segment> {
  const found = await findSegment(work.tx, meetingId, id)
  if (!found) throw segmentGone()
  if (found.recordingId) await lockRecording(work.tx, found.recordingId)
  const held = await lockSegment(work.tx, id)
  if (!held) throw segmentGone()
  return held
}

function requireSeen({ removedAt, version }: Segment, seen: number): void {
  if (removedAt) throw segmentGone()
  if (version !== seen) throw segmentChanged()
}

async function keepBefore(
  work: Work,
  officer: Officer,
  { meeting }: Attended,
  { id, words, personId, speaker }: Segment,
  act: SegmentAct,
): Promise<void> {
  await insertChange(work.tx, {
    id: newId(work.now.getTime()),
    segmentId: id,
    act,
    words,
    personId,
    speaker,
    changedBy: officer.id,
    name: officer.name,
    at: work.now,
  })
  await work.record(transcriptChanged(meeting.id, { agencyId: meeting.agencyId, segmentId: id, act }))
}

function cut({ words, times }: { words: string; times: number[] }, from: number, count: number) {
  return {
    words: words
      .split(' ')
      .slice(from, from + count)
      .join(' '),
    times: times.slice(from * 2, (from + count) * 2),
  }
}
