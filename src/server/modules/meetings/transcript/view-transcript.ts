/** What was said in a meeting, point by point of its agenda, for whoever may see the meeting. */
import type { Officer } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'
import { type Item, listItems, type Meeting, type Person } from '../look/queries.ts'
import { isOwn } from '../recording/listen.ts'
import { listRecordingsOf } from '../recording/queries.ts'
import { mayHear, requireReader } from '../rights.ts'
import { most } from './model.ts'
import { recordReading } from './openings.ts'
import {
  type Change,
  countBefore,
  countSegments,
  findNext,
  findSegment,
  listChanges,
  listRemoved,
  listSegments,
  listSpeakers,
  type Segment,
  type Speaker,
  type Stretch,
} from './queries.ts'

const mostRecordings = 100
const mostRemoved = 100
const mostChanges = 50

export interface Editing {
  segment: Segment
  /** What may be joined to it. */
  next: Segment | undefined
  changes: Change[]
}

export interface TranscriptView {
  meeting: Meeting
  people: Person[]
  /** Those whose turn has come. */
  items: Item[]
  /** Whose words are shown: all, where no turn has come. */
  chosen: Item | undefined
  segments: Segment[]
  /** The first that is shown, of so many. */
  from: number
  total: number
  /** Everybody who was ever invited. */
  speakers: Speaker[]
  mayRun: boolean
  /** The recordings this officer may hear now. */
  heard: ReadonlySet<string>
  /** For whoever corrects it: the one that is open, and what was taken out. */
  editing: Editing | undefined
  removed: Segment[]
}

interface Asked {
  item?: string | undefined
  /** The first that is shown; the last ones of a point that runs, else the first ones. */
  from?: number | undefined
  /** The segment that is open to be corrected, or only looked for. */
  segment?: string | undefined
}

/** Refuses a closed meeting (`meetings.not_written`). That it was read is a line of the log. */
export async function viewTranscript(
  work: Work,
  officer: Officer,
  meetingId: string,
  asked: Asked = {},
): Promise<TranscriptView> {
  const attended = await requireReader(work, officer, meetingId)
  const { meeting, people, mayRun } = attended
  await recordReading(work, meeting)
  const items = turnsOf(await listItems(work.tx, meetingId))
  const sought = asked.segment ? await findSegment(work.tx, meetingId, asked.segment) : undefined
  const running = meeting.state === 'running' ? items.at(-1) : undefined
  const chosen =
    (sought ? itemAt(items, sought.at) : items.find(({ id }) => id === asked.item)) ?? running ?? items[0]
  const stretch = stretchOf(items, chosen)
  const total = await countSegments(work.tx, meetingId, stretch)
  const last = Math.max(0, total - most.page)
  const place = sought
    ? Math.max(0, (await countBefore(work.tx, meetingId, stretch, sought)) - 20)
    : undefined
  const from = Math.min(
    place ?? asked.from ?? (chosen && chosen === running ? last : 0),
    Math.max(0, total - 1),
  )
  return {
    meeting,
    people,
    items,
    chosen,
    segments: await listSegments(work.tx, meetingId, stretch, { from, limit: most.page }),
    from,
    total,
    speakers: await listSpeakers(work.tx, meetingId),
    mayRun,
    heard: await hearable(work, officer, attended),
    editing: mayRun && sought ? await editingOf(work, sought) : undefined,
    removed: mayRun ? await listRemoved(work.tx, meetingId, mostRemoved) : [],
  }
}

async function editingOf(work: Work, segment: Segment): Promise<Editing> {
  return {
    segment,
    next: segment.removedAt ? undefined : await findNext(work.tx, segment),
    changes: await listChanges(work.tx, segment.id, mostChanges),
  }
}

async function hearable(
  work: Work,
  officer: Officer,
  attended: { meeting: Meeting; people: Person[] },
): Promise<Set<string>> {
  const hearsAll = await mayHear(work, officer, attended)
  const recordings = await listRecordingsOf(work.tx, attended.meeting.id, mostRecordings)
  return new Set(
    recordings.filter((one) => !one.releasedAt && (hearsAll || isOwn(officer, one))).map(({ id }) => id),
  )
}

/** Those that had their turn, in its order. */
export function turnsOf(items: readonly Item[]): Item[] {
  return items
    .filter(({ startedAt }) => startedAt !== null)
    .toSorted((one, other) => Number(one.startedAt) - Number(other.startedAt))
}

/** The point whose turn it was, or the first before any. */
export function itemAt(turns: readonly Item[], at: Date): Item | undefined {
  return turns.findLast(({ startedAt }) => startedAt !== null && startedAt <= at) ?? turns[0]
}

/** From its turn to that of the next: what was said in between belongs to it, and what came before the first to the first. */
function stretchOf(turns: readonly Item[], item: Item | undefined): Stretch {
  const place = item ? turns.indexOf(item) : -1
  return {
    since: place > 0 ? (item?.startedAt ?? undefined) : undefined,
    until: place >= 0 ? (turns[place + 1]?.startedAt ?? undefined) : undefined,
  }
}

/** What somebody is called who spoke; empty where it is not known. */
export function nameOf(
  { personId, speaker }: Pick<Segment, 'personId' | 'speaker'>,
  speakers: readonly Speaker[],
): string {
  return speakers.find(({ id }) => id === personId)?.name ?? speaker
}
