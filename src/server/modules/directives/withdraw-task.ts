import { z } from 'zod'
import type { Officer } from '#server/platform/actor.ts'
import { requireRole } from '#server/platform/web/guards.ts'
import type { Work } from '#server/platform/work.ts'
import { taskWithdrawn } from './events.ts'
import { mayJudge } from './judge-report.ts'
import { changeTask, lockTask, type Task } from './queries.ts'
import { mayFollow } from './read-tasks.ts'
import { noOneToJudge, reasonWanted, taskEnded, taskNotFound } from './refusals.ts'

/** Of what a document ordered everyone reads why it was taken back. */
export const WithdrawTask = z.object({ reason: z.string().trim().max(2000).default('') })

/**
 * Rút nhiệm vụ: only who may order may take an order back; of a document, the leader of whoever issued it, with a reason. Repeating changes
 * nothing.
 */
export async function withdrawTask(
  work: Work,
  leader: Officer,
  id: string,
  { reason }: z.infer<typeof WithdrawTask> = { reason: '' },
): Promise<void> {
  requireRole(leader, 'commander', 'leader')
  const task = await lockTask(work.tx, id)
  if (!task || !(mayWithdraw(leader, task) || mayFollow(leader, task))) throw taskNotFound()
  if (!mayWithdraw(leader, task)) throw noOneToJudge()
  // Withdrawing twice is withdrawing once.
  if (task.status === 'withdrawn') return
  if (task.status === 'closed') throw taskEnded({ state: task.status })
  if (task.origin === 'document' && reason.length < 10) throw reasonWanted()
  await endTask(work, task, reason)
}

/** A commander what a figure ordered; the leader of whoever issued it what a document ordered. */
export function mayWithdraw(officer: Officer, task: Task): boolean {
  return task.origin === 'figure' ? officer.roles.includes('commander') : mayJudge(officer, task)
}

export async function endTask(work: Work, task: Task, reason: string): Promise<void> {
  const { id, agencyId, measure, serviceCode } = task
  const ended = { status: 'withdrawn', closedAt: work.now } as const
  await changeTask(work.tx, id, task.origin === 'document' ? { ...ended, endReason: reason } : ended)
  await work.record(taskWithdrawn(id, { agencyId, measure, serviceCode, value: null }))
}
