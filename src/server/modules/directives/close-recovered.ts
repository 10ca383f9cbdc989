import { taskClosed, taskWithdrawn } from '#server/modules/directives/events.ts'
import { changeTask, listTasks, lockTask } from '#server/modules/directives/queries.ts'
import { taskEnded, taskNotFound } from '#server/modules/directives/refusals.ts'
import { currentValue, hasRecovered } from '#server/modules/indicators/index.ts'
import { type Officer, system } from '#server/platform/actor.ts'
import { requireRole } from '#server/platform/guards.ts'
import { defineSchedule } from '#server/platform/jobs.ts'
import { perform, type Work } from '#server/platform/work.ts'

/** Closes every reported task whose figure is back at its target; nobody else can close one. */
export async function closeRecovered(): Promise<number> {
  const open = await perform(system, ({ tx }) => listTasks(tx, { agencyIds: null, open: true, limit: 1000 }))
  let closed = 0
  for (const { id, status } of open) {
    if (status === 'reported' && (await perform(system, (work) => closeIfRecovered(work, id)))) closed += 1
  }
  return closed
}

async function closeIfRecovered(work: Work, id: string): Promise<boolean> {
  const task = await lockTask(work.tx, id)
  if (task?.status !== 'reported') return false
  const { agencyId, measure, serviceCode, target } = task
  const value = await currentValue(work, measure, agencyId, serviceCode)
  if (!hasRecovered(measure, value, target)) return false
  await changeTask(work.tx, id, { status: 'closed', closedAt: work.now })
  await work.record(taskClosed(id, { agencyId, measure, serviceCode, value }))
  return true
}

export const watchTasks = defineSchedule({
  name: 'directives.close-recovered',
  cron: '* * * * *',
  run: async () => void (await closeRecovered()),
})

/** Rút nhiệm vụ: only who may order may take an order back. */
export async function withdrawTask(work: Work, leader: Officer, id: string): Promise<void> {
  requireRole(leader, 'commander')
  const task = await lockTask(work.tx, id)
  if (!task) throw taskNotFound()
  if (task.status === 'closed' || task.status === 'withdrawn') throw taskEnded({ status: task.status })
  const { agencyId, measure, serviceCode } = task
  await changeTask(work.tx, id, { status: 'withdrawn', closedAt: work.now })
  await work.record(taskWithdrawn(id, { agencyId, measure, serviceCode, value: null }))
}
