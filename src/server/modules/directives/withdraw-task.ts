import type { Officer } from '#server/platform/actor.ts'
import { requireRole } from '#server/platform/web/guards.ts'
import type { Work } from '#server/platform/work.ts'
import { taskWithdrawn } from './events.ts'
import { changeTask, lockTask } from './queries.ts'
import { taskEnded, taskNotFound } from './refusals.ts'

/** Rút nhiệm vụ: only who may order may take an order back. Repeating changes nothing. */
export async function withdrawTask(work: Work, leader: Officer, id: string): Promise<void> {
  requireRole(leader, 'commander')
  const task = await lockTask(work.tx, id)
  if (!task) throw taskNotFound()
  // Withdrawing twice is withdrawing once.
  if (task.status === 'withdrawn') return
  if (task.status === 'closed') throw taskEnded({ state: task.status })
  const { agencyId, measure, serviceCode } = task
  await changeTask(work.tx, id, { status: 'withdrawn', closedAt: work.now })
  await work.record(taskWithdrawn(id, { agencyId, measure, serviceCode, value: null }))
}
