import { z } from 'zod'
import { currentValue } from '#server/modules/indicators/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import { newId } from '#server/platform/id.ts'
import { handlesCases, handlesDocuments, requireReader } from '#server/platform/rights.ts'
import { requestKeyFrom } from '#server/platform/web/http.ts'
import { checkSameRequest } from '#server/platform/web/idempotency.ts'
import type { Work } from '#server/platform/work.ts'
import { taskReported } from './events.ts'
import { changeTask, findReportMark, insertReport, lockTask, type Task } from './queries.ts'
import { taskEnded, taskNotFound } from './refusals.ts'
import { tellIssuer } from './tell.ts'

export const ReportTask = z.strictObject({
  requestKey: z.uuid(),
  wording: z.string().trim().min(10).max(4000),
})
export type ReportTask = z.infer<typeof ReportTask>

/** Whoever works on cases at the agency that leads; on what a document ordered, on documents too. */
export function mayReport(
  officer: Officer,
  { agencyId, origin }: Pick<Task, 'agencyId' | 'origin'>,
): boolean {
  return (
    officer.agencyIds.includes(agencyId) &&
    (handlesCases(officer) || (origin === 'document' && handlesDocuments(officer)))
  )
}

/**
 * Báo cáo: the agency says what it did. The task stays until the figure itself has recovered, or whoever issued the document accepts the
 * report. Repeating a request key adds no second report; the key with another mark is refused.
 */
export async function reportTask(
  work: Work,
  officer: Officer,
  id: string,
  { requestKey, wording }: ReportTask,
  requestMark?: Buffer,
): Promise<Task> {
  requireReader(officer)
  const task = await lockTask(work.tx, id)
  if (!task || !mayReport(officer, task)) throw taskNotFound()

  const { agencyId, measure, serviceCode } = task
  const reportId = requestKeyFrom(officer, `report ${id}`, requestKey) ?? newId()
  const value = measure && (await currentValue(work, measure, agencyId, serviceCode))
  const isNew = await insertReport(work.tx, {
    id: reportId,
    requestMark: requestMark ?? null,
    taskId: id,
    accountId: officer.id,
    authorName: officer.name,
    wording,
    value,
    at: work.now,
  })
  if (!isNew) {
    checkSameRequest(await findReportMark(work.tx, reportId), requestMark)
    return task
  }
  if (task.status === 'closed' || task.status === 'withdrawn') throw taskEnded({ state: task.status })
  await changeTask(work.tx, id, { status: 'reported' })
  await work.record(taskReported(id, { agencyId, measure, serviceCode, value }))
  if (task.origin === 'document') await tellIssuer(work, task, 'task_reported', reportId)
  return { ...task, status: 'reported' }
}
