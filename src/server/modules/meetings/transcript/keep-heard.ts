/** What an engine heard is kept where nothing better stands, and never where a person has written. */
import { newId } from '#server/platform/id.ts'
import type { Work } from '#server/platform/work.ts'
import { lockRecording } from '../recording/queries.ts'
import { recordingNotFound } from '../refusals.ts'
import {
  insertSegments,
  insertWindow,
  listHeardIn,
  listSecondIn,
  listSpeakers,
  replaceSegments,
  type Segment,
} from './queries.ts'
import { type HeardWord, timed } from './words.ts'

export type { HeardWord } from './words.ts'

/** What was said without a pause worth a new line. `speaker` is a person of the meeting, or null: unknown is an answer. */
export interface HeardSegment {
  from: number
  to: number
  words: HeardWord[]
  speaker: string | null
}

interface Heard {
  recordingId: string
  pass: 'caption' | 'second'
  engine: string
  from: number
  to: number
  segments: HeardSegment[]
}

/**
 * Puts what an engine heard between `from` and `to` of a recording (milliseconds) in the place of what a lesser or the same pass heard there;
 * nothing a person typed or corrected is overwritten. Repeated with the same window it changes nothing. What lies at the edge of two windows belongs
 * to the one its middle lies in. Refuses a recording there is not (`meetings.recording_not_found`).
 */
export async function keepHeard(work: Work, heard: Heard): Promise<void> {
  const { recordingId, pass, engine, from, to } = heard
  const recording = await lockRecording(work.tx, recordingId)
  if (!recording) throw recordingNotFound()
  const { meetingId, begunAt } = recording
  const standing = await listHeardIn(work.tx, recordingId, { from, to })
  const isKept = ({ isWorded, removedBy }: Segment) => isWorded || removedBy !== null
  const betters = pass === 'caption' ? await listSecondIn(work.tx, recordingId, { from, to }) : []
  const closed = [...standing.filter(isKept).map(extentOf), ...betters.map(extentOf)]
  const replaced = standing.filter(
    (one) =>
      !isKept(one) &&
      !(pass === 'caption' && one.pass === 'second') &&
      holds({ fromMs: from, toMs: to }, middleOf(extentOf(one))),
  )
  const known = new Set((await listSpeakers(work.tx, meetingId)).map(({ id }) => id))
  const fresh = heard.segments
    .flatMap(({ words, speaker }) =>
      runsOf(within(words, heard), closed).map((run) => ({
        run,
        personId: speaker !== null && known.has(speaker) ? speaker : null,
      })),
    )
    .flatMap(({ run, personId }) => {
      const [first, last] = [run[0], run.at(-1)]
      const said = timed(run)
      if (!first || !last || said.words === '') return []
      const extent = { fromMs: first.from, toMs: last.to }
      const named = replaced.find((one) => one.isNamed && holds(extentOf(one), middleOf(extent)))
      return {
        ...said,
        ...extent,
        personId: named ? named.personId : personId,
        speaker: named?.speaker ?? '',
        isNamed: named !== undefined,
      }
    })
  await insertWindow(work.tx, { recordingId, pass, fromMs: from, toMs: to, heardAt: work.now })
  if (isSame(replaced, fresh, pass)) return
  await replaceSegments(
    work.tx,
    replaced.map(({ id }) => id),
    work.now,
  )
  await insertSegments(
    work.tx,
    fresh.map((one) => ({
      ...one,
      id: newId(work.now.getTime()),
      meetingId,
      recordingId,
      at: new Date(begunAt.getTime() + one.fromMs),
      pass,
      engine: engine.slice(0, 100),
      isWorded: false,
      heardAt: work.now,
    })),
  )
}

interface Extent {
  fromMs: number
  toMs: number
}

function extentOf({ fromMs, toMs }: { fromMs: number | null; toMs: number | null }): Extent {
  return { fromMs: fromMs ?? 0, toMs: toMs ?? 0 }
}

const middleOf = ({ fromMs, toMs }: Extent) => (fromMs + toMs) / 2

const holds = ({ fromMs, toMs }: Extent, ms: number) => fromMs <= ms && ms < toMs

/** Those whose middle lies in the window, in whole milliseconds of it. */
function within(words: readonly HeardWord[], { from, to }: { from: number; to: number }): HeardWord[] {
  const inside = (ms: number) => Math.round(Math.min(Math.max(ms, from), to))
  return words
    .filter((word) => holds({ fromMs: from, toMs: to }, middleOf({ fromMs: word.from, toMs: word.to })))
    .map((word) => ({ text: word.text, from: inside(word.from), to: inside(word.to) }))
}

/** The words that are not said where it is closed, and follow each other. */
function runsOf(words: readonly HeardWord[], closed: readonly Extent[]): HeardWord[][] {
  const runs: HeardWord[][] = []
  let run: HeardWord[] = []
  for (const word of words) {
    const middle = middleOf({ fromMs: word.from, toMs: word.to })
    if (!closed.some((extent) => holds(extent, middle))) run.push(word)
    else {
      runs.push(run)
      run = []
    }
  }
  return [...runs, run].filter((one) => one.length > 0)
}

type Fresh = Pick<Segment, 'words' | 'times' | 'personId' | 'speaker'>

function isSame(before: readonly Segment[], now: readonly Fresh[], pass: string): boolean {
  const mark = ({ words, times, personId, speaker }: Fresh) =>
    JSON.stringify([words, times, personId, speaker])
  return (
    before.length === now.length &&
    before.every((one, at) => {
      const other = now[at]
      return one.pass === pass && other !== undefined && mark(one) === mark(other)
    })
  )
}
