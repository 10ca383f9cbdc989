import { currentValue } from '#server/modules/indicators/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import { caseRoles, documentRoles, handlesCases } from '#server/platform/rights.ts'
import type { Role } from '#server/platform/roles.ts'
import { requireRole } from '#server/platform/web/guards.ts'
import type { Work } from '#server/platform/work.ts'
import type { TaskStatus } from './model.ts'
import {
  countTasks,
  findTask,
  type Judgement,
  listJudgements,
  listOfDocument,
  listReports,
  listTasks,
  type Report,
  type Task,
} from './queries.ts'
import { taskNotFound } from './refusals.ts'

export interface TaskView {
  task: Task
  reports: Report[]
  /** What whoever issued the document said of them. */
  judgements: Judgement[]
  /** The figure now; null when it is not available, and of what a document ordered. */
  value: number | null
}

export interface TaskList {
  tasks: Task[]
  open: number
  ended: number
}

/** Whose work an order is: who gives it, who watches over it, and who is ordered, by a figure or in a document. */
const orderReaders = (): [Role, ...Role[]] => ['monitor', 'commander', ...caseRoles(), ...documentRoles()]

const openStatuses: TaskStatus[] = ['open', 'reported']
const endedStatuses: TaskStatus[] = ['closed', 'withdrawn']
const mostListed = 200

/** The tasks of the officer's agency, or of all agencies for one who sees the province; open ones or ended ones. */
export async function listTasksFor(work: Work, officer: Officer, open: boolean): Promise<TaskList> {
  requireRole(officer, ...orderReaders())
  const agencyIds = agenciesOf(officer)
  return {
    tasks: await listTasks(work.tx, {
      agencyIds,
      statuses: open ? openStatuses : endedStatuses,
      limit: mostListed,
    }),
    open: await countTasks(work.tx, { agencyIds, statuses: openStatuses }),
    ended: await countTasks(work.tx, { agencyIds, statuses: endedStatuses }),
  }
}

/** What a document ordered, as far as this officer may follow it. */
export async function listTasksOfDocument(work: Work, officer: Officer, documentId: string): Promise<Task[]> {
  if (!orderReaders().some((role) => officer.roles.includes(role))) return []
  return (await listOfDocument(work.tx, documentId, mostListed)).filter((task) => mayFollow(officer, task))
}

/** How many tasks wait for this officer's agency; none for whose work they are not. */
export async function countOpenTasks(work: Work, officer: Officer): Promise<number> {
  if (!orderReaders().some((role) => officer.roles.includes(role))) return 0
  return countTasks(work.tx, { agencyIds: agenciesOf(officer), statuses: openStatuses })
}

export async function viewTask(work: Work, officer: Officer, id: string): Promise<TaskView> {
  requireRole(officer, ...orderReaders())
  const task = await findTask(work.tx, id)
  if (!task || !mayFollow(officer, task)) throw taskNotFound()
  const { measure, agencyId, serviceCode } = task
  return {
    task,
    reports: await listReports(work.tx, id),
    judgements: await listJudgements(work.tx, id),
    value: measure && (await currentValue(work, measure, agencyId, serviceCode)),
  }
}

type Concerned = Pick<Task, 'origin' | 'agencyId' | 'issuingAgencyId' | 'otherAgencyIds'>

/** Who leads, who takes part, who issued the document, and whoever sees the province; of a figure whoever works on cases. */
export function mayFollow(officer: Officer, task: Concerned): boolean {
  const theirs = agenciesOf(officer)
  if (theirs === null) return true
  if (task.origin === 'figure' && !handlesCases(officer)) return false
  const concerned = [task.agencyId, task.issuingAgencyId, ...task.otherAgencyIds]
  return concerned.some((id) => id !== null && theirs.includes(id))
}

function agenciesOf(officer: Officer): string[] | null {
  return officer.scope === 'province' ? null : officer.agencyIds
}
