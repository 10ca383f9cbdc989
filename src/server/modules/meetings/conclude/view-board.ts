/** The board of conclusions for whoever runs the meeting, and what became of those of the meeting before. */
import { findAgency, getAgency } from '#server/modules/agencies/index.ts'
import { listTasksOfDocument, type Task } from '#server/modules/directives/index.ts'
import { findDocumentIfVisible, matchAgencies } from '#server/modules/documents/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import { handlesDocuments } from '#server/platform/rights.ts'
import type { Work } from '#server/platform/work.ts'
import { minutesOf } from '../look/minutes-of.ts'
import { findBefore, type Item, listItems, type Meeting } from '../look/queries.ts'
import { mayHear, requireMeeting, requireRunner } from '../rights.ts'
import { readBoard, tasksOf } from './conclusions.ts'
import { noticeOf } from './notice-of.ts'
import type { Proposal } from './propose.ts'
import type { Sentence } from './queries.ts'
import { textOf } from './split.ts'

export interface BoardView {
  meeting: Meeting
  items: Item[]
  sentences: Sentence[]
  proposals: Map<string, Proposal>
  /** What was typed at each point, by its id; '' of what concerns the whole. */
  texts: Map<string, string>
  /** The one that stands: then nothing is changed here. Not everybody who runs the meeting may open it. */
  notice: { id: string; isSeen: boolean } | undefined
  /** Minutes stand that have what was typed: the words are not changed here; what becomes of them is. */
  hasMinutes: boolean
  mayNotice: boolean
  agency: string
  /** By name, to choose from: those of today. */
  agencies: string[]
  /** Who is told to do something and is none of them: the notice says so, and nobody follows it up. */
  unknownLeads: ReadonlySet<string>
  /** Whether this officer may listen to what was said. */
  hears: boolean
}

export async function viewBoard(work: Work, officer: Officer, id: string): Promise<BoardView> {
  const attended = await requireRunner(work, officer, id, 'running', 'closed')
  const { meeting } = attended
  const { sentences, proposals, agencies } = await readBoard(work, attended)
  const texts = new Map(
    [...Map.groupBy(sentences, ({ itemId }) => itemId ?? '')].map(([item, said]) => [item, textOf(said)]),
  )
  const notice = await noticeOf(work, meeting)
  return {
    meeting,
    items: await listItems(work.tx, id),
    sentences,
    proposals,
    texts,
    notice: notice
      ? { id: notice, isSeen: (await findDocumentIfVisible(work, officer, notice)) !== undefined }
      : undefined,
    hasMinutes: (await minutesOf(work, meeting)) !== undefined,
    mayNotice:
      handlesDocuments(officer) &&
      officer.agencyIds.includes(meeting.agencyId) &&
      meeting.secrecy !== 'closed',
    agency: (await getAgency(work, meeting.agencyId)).name,
    agencies,
    unknownLeads: await unknownLeadsOf(work, sentences, [...proposals.values()]),
    hears: await mayHear(work, officer, attended),
  }
}

async function unknownLeadsOf(
  work: Work,
  sentences: readonly Sentence[],
  proposals: readonly Proposal[],
): Promise<Set<string>> {
  const tasks = [...sentences.flatMap(({ orders }) => orders), ...proposals.flatMap(tasksOf)]
  const leads = new Set(tasks.map(({ lead }) => lead))
  const known = await matchAgencies(work, [...leads])
  return new Set([...leads].filter((lead) => !known.has(lead)))
}

export interface Outcome {
  /** The meeting whose notice it is. */
  meeting: Meeting
  tasks: { task: Task; agency: string }[]
}

/** What became of the tasks of this meeting, and of the one before it in its series: those this officer may follow. */
export async function listOutcomes(work: Work, officer: Officer, id: string): Promise<Outcome[]> {
  const { meeting } = await requireMeeting(work, officer, id)
  const before = await findBefore(work.tx, meeting)
  const outcomes: Outcome[] = []
  for (const one of [meeting, before])
    if (one?.documentId) {
      const tasks = await listTasksOfDocument(work, officer, one.documentId)
      const named = tasks.map(async (task) => ({
        task,
        agency: (await findAgency(work, task.agencyId))?.shortName ?? task.agencyId,
      }))
      outcomes.push({ meeting: one, tasks: await Promise.all(named) })
    }
  return outcomes.filter(({ tasks }) => tasks.length > 0)
}
