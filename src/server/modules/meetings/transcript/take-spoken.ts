/** From what was said to what was concluded: sentences of the chair, each with where it was said. */
import type { Officer } from '#server/platform/actor.ts'
import { newId } from '#server/platform/id.ts'
import type { Work } from '#server/platform/work.ts'
import { refuseMarks } from '../call/call-meeting.ts'
import { most as mostOfBoard } from '../conclude/model.ts'
import { requireBoard } from '../conclude/notice-of.ts'
import { insertSentences, listSentences, type Sentence } from '../conclude/queries.ts'
import { sentencesIn } from '../conclude/split.ts'
import { conclusionsTaken } from '../events.ts'
import { listItems } from '../look/queries.ts'
import { nothingSpoken, sentenceLong, tooLong } from '../refusals.ts'
import { requireWriter } from '../rights.ts'
import { TakeSpoken } from './model.ts'
import { listByIds, type Segment } from './queries.ts'
import { itemAt, turnsOf } from './view-transcript.ts'

interface Spoken {
  words: string
  segmentId: string
  recordingId: string | null
  fromMs: number | null
  toMs: number | null
  saidAt: Date
}

/**
 * Puts what the chair said in these segments behind what stands on the board, at the point whose turn it was. Sentences that are there already from the same
 * second are not put there twice; what others said is left out. Refuses where nothing remains (`meetings.nothing_spoken`), and any change once the
 * notice stands.
 */
export async function takeSpoken(
  work: Work,
  officer: Officer,
  meetingId: string,
  input: TakeSpoken,
): Promise<void> {
  const { segments: ids } = TakeSpoken.parse(input)
  await requireWriter(work, officer, meetingId)
  const { meeting, people } = await requireBoard(work, officer, meetingId)
  const chair = people.find(({ part }) => part === 'chair')
  const chosen = await listByIds(work.tx, meetingId, ids)
  const turns = turnsOf(await listItems(work.tx, meetingId))
  const all = await listSentences(work.tx, meetingId)
  const mine = chosen.filter(({ personId }) => personId !== null && personId === chair?.id)
  const rows = [...Map.groupBy(mine, ({ at }) => itemAt(turns, at)?.id ?? null)].flatMap(([itemId, said]) => {
    const before = all.filter((one) => one.itemId === itemId)
    const paragraph = Math.max(-1, ...before.map((one) => one.paragraph)) + 1
    return turnsOfSpeech(said)
      .flatMap((run, at) => sentencesOf(run).map((one) => ({ ...one, paragraph: paragraph + at })))
      .filter((one) => !all.some((known) => isOf(known, one)))
      .map((one, at) => ({
        ...one,
        id: newId(work.now.getTime()),
        meetingId,
        itemId,
        position: before.length + at + 1,
        wording: one.words,
        source: 'spoken' as const,
        treatment: 'open' as const,
        addedBy: officer.id,
        addedAt: work.now,
      }))
  })
  if (rows.length === 0) throw nothingSpoken()
  const long = rows.findIndex(({ words }) => words.length > mostOfBoard.wording)
  if (long >= 0) throw sentenceLong({ line: long + 1, most: mostOfBoard.wording })
  if (all.length + rows.length > mostOfBoard.sentences) throw tooLong({ most: mostOfBoard.sentences })
  refuseMarks(rows.map(({ words }) => words))
  await insertSentences(work.tx, rows)
  await work.record(conclusionsTaken(meetingId, { agencyId: meeting.agencyId, sentences: rows.length }))
}

/** Whether a sentence begins in one that is there: without sound, whether it is the same. */
function isOf(known: Sentence, { words, segmentId, recordingId, fromMs }: Spoken): boolean {
  if (recordingId === null || fromMs === null) return known.segmentId === segmentId && known.words === words
  return known.recordingId === recordingId && (known.fromMs ?? 0) <= fromMs && fromMs < (known.toMs ?? 0)
}

/** A sentence may go on in the next segment: where that begins with a small letter, of the pass that knows stops. Captions know none. */
function turnsOfSpeech(segments: readonly Segment[]): Segment[][] {
  const runs: Segment[][] = []
  for (const one of segments) {
    const run = runs.at(-1)
    const last = run?.at(-1)
    const goesOn =
      last !== undefined &&
      last.pass !== 'caption' &&
      one.pass !== 'caption' &&
      last.recordingId === one.recordingId &&
      !/[.!?…]$/.test(last.words) &&
      /^\p{Ll}/u.test(one.words)
    if (run && goesOn) run.push(one)
    else runs.push([one])
  }
  return runs
}

/** Each where its first word was said, until its last. */
function sentencesOf(run: readonly Segment[]): Spoken[] {
  const words = run.flatMap((segment) => {
    const parts = segment.words.split(' ')
    const isTimed = segment.times.length === parts.length * 2
    return parts.map((word, at) => ({
      word,
      segment,
      fromMs: isTimed ? (segment.times[at * 2] ?? segment.fromMs) : segment.fromMs,
      toMs: isTimed ? (segment.times[at * 2 + 1] ?? segment.toMs) : segment.toMs,
    }))
  })
  const found: Spoken[] = []
  let from = 0
  for (const sentence of sentencesIn(words.map(({ word }) => word).join(' '))) {
    const first = words[from]
    from += sentence.words.split(' ').length
    const last = words[from - 1]
    if (!first || !last) break
    const { id, recordingId, at, fromMs } = first.segment
    found.push({
      words: sentence.words,
      segmentId: id,
      recordingId,
      fromMs: first.fromMs,
      toMs: first.fromMs === null ? null : Math.max(first.fromMs, last.toMs ?? first.fromMs),
      saidAt: new Date(at.getTime() + (first.fromMs ?? 0) - (fromMs ?? 0)),
    })
  }
  return found
}
