import { findTask, listReports, listTasks, type Report, type Task } from '#server/modules/directives/queries.ts'
import { taskNotFound } from '#server/modules/directives/refusals.ts'
import { currentValue } from '#server/modules/indicators/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'

export interface TaskView {
  task: Task
  reports: Report[]
  /** The figure now; null when it is not available. */
  value: number | null
}

/** The tasks of the officer's agency, or of all agencies for one who sees the province. */
export async function listTasksFor(work: Work, officer: Officer, open: boolean): Promise<Task[]> {
  const agencyIds = officer.scope === 'province' ? null : officer.agencyIds
  return listTasks(work.tx, { agencyIds, open, limit: 200 })
}

export async function viewTask(work: Work, officer: Officer, id: string): Promise<TaskView> {
  const task = await findTask(work.tx, id)
  const mine = task && (officer.scope === 'province' || officer.agencyIds.includes(task.agencyId))
  if (!mine) throw taskNotFound()
  const value = await currentValue(work, task.measure, task.agencyId, task.serviceCode)
  return { task, reports: await listReports(work.tx, id), value }
}
