import { currentValue } from '#server/modules/indicators/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import { caseRoles } from '#server/platform/rights.ts'
import type { Role } from '#server/platform/roles.ts'
import { requireRole } from '#server/platform/web/guards.ts'
import type { Work } from '#server/platform/work.ts'
import type { TaskStatus } from './model.ts'
import { countTasks, findTask, listReports, listTasks, type Report, type Task } from './queries.ts'
import { taskNotFound } from './refusals.ts'

export interface TaskView {
  task: Task
  reports: Report[]
  /** The figure now; null when it is not available. */
  value: number | null
}

export interface TaskList {
  tasks: Task[]
  open: number
  ended: number
}

/** Whose work an order is: who gives it, who watches over it, and who is ordered. */
const orderReaders = (): [Role, ...Role[]] => ['monitor', 'commander', ...caseRoles()]

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

/** How many tasks wait for this officer's agency; none for whose work they are not. */
export async function countOpenTasks(work: Work, officer: Officer): Promise<number> {
  if (!orderReaders().some((role) => officer.roles.includes(role))) return 0
  return countTasks(work.tx, { agencyIds: agenciesOf(officer), statuses: openStatuses })
}

export async function viewTask(work: Work, officer: Officer, id: string): Promise<TaskView> {
  requireRole(officer, ...orderReaders())
  const task = await findTask(work.tx, id)
  if (!task || agenciesOf(officer)?.includes(task.agencyId) === false) throw taskNotFound()
  const value = await currentValue(work, task.measure, task.agencyId, task.serviceCode)
  return { task, reports: await listReports(work.tx, id), value }
}

function agenciesOf(officer: Officer): string[] | null {
  return officer.scope === 'province' ? null : officer.agencyIds
}
