import { z } from 'zod'
import type { Officer } from '#server/platform/actor.ts'
import { newId } from '#server/platform/id.ts'
import { requireRole } from '#server/platform/web/guards.ts'
import type { Work } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import { reportAccepted, reportReturned } from './events.ts'
import type { Verdict } from './model.ts'
import { changeTask, type DocumentTask, insertJudgement, lockTask, type Task } from './queries.ts'
import { mayFollow } from './read-tasks.ts'
import { noOneToJudge, noReport, reasonWanted, taskEnded, taskNotFound } from './refusals.ts'
import { tellLead } from './tell.ts'

export const JudgeReport = z.object({ reason: z.string().trim().max(2000).default('') })
export type JudgeReport = z.infer<typeof JudgeReport>

/** The leader of whoever issued the document, or of its successor. */
export function mayJudge(officer: Officer, task: Pick<Task, 'issuingAgencyId'>): boolean {
  return (
    officer.roles.includes('leader') &&
    task.issuingAgencyId !== null &&
    officer.agencyIds.includes(task.issuingAgencyId)
  )
}

/** Chấp nhận báo cáo: what a document ordered is done. Accepting twice is accepting once. */
export async function acceptReport(
  work: Work,
  leader: Officer,
  id: string,
  { reason }: JudgeReport,
): Promise<void> {
  const task = await lockJudged(work, leader, id)
  if (task.status === 'closed') return
  requireReported(task)
  await judge(work, leader, task, 'accepted', reason)
  await changeTask(work.tx, id, { status: 'closed', closedAt: work.now })
  const { agencyId, issuingAgencyId, dueOn } = task
  const onTime = dueOn === null ? null : localDay(work.now) <= dueOn
  await work.record(reportAccepted(id, { agencyId, issuingAgencyId, onTime }))
}

/** Trả lại báo cáo: what was reported is not enough; the task is open again, and whoever leads reads why. */
export async function returnReport(
  work: Work,
  leader: Officer,
  id: string,
  { reason }: JudgeReport,
): Promise<void> {
  const task = await lockJudged(work, leader, id)
  requireReported(task)
  if (reason.length < 10) throw reasonWanted()
  await judge(work, leader, task, 'returned', reason)
  await changeTask(work.tx, id, { status: 'open' })
  const { agencyId, issuingAgencyId } = task
  await work.record(reportReturned(id, { agencyId, issuingAgencyId }))
}

async function lockJudged(work: Work, leader: Officer, id: string): Promise<DocumentTask> {
  requireRole(leader, 'leader', 'commander')
  const task = await lockTask(work.tx, id)
  if (!task || !mayFollow(leader, task)) throw taskNotFound()
  if (task.origin !== 'document' || !mayJudge(leader, task)) throw noOneToJudge()
  return task
}

function requireReported({ status }: Task): void {
  if (status === 'open') throw noReport()
  if (status !== 'reported') throw taskEnded({ state: status })
}

async function judge(
  work: Work,
  leader: Officer,
  task: DocumentTask,
  verdict: Verdict,
  reason: string,
): Promise<void> {
  const id = newId(work.now.getTime())
  const said = {
    id,
    taskId: task.id,
    verdict,
    accountId: leader.id,
    authorName: leader.name,
    reason,
    at: work.now,
  }
  await insertJudgement(work.tx, said)
  await tellLead(work, task, verdict === 'accepted' ? 'task_accepted' : 'task_returned', id)
}
