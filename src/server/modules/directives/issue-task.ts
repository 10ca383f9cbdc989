import { z } from 'zod'
import { findAgency } from '#server/modules/agencies/index.ts'
import { findService } from '#server/modules/catalogue/index.ts'
import { currentValue, hasRecovered, measures } from '#server/modules/indicators/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import { newId } from '#server/platform/id.ts'
import { requireRole } from '#server/platform/web/guards.ts'
import { checkSameRequest } from '#server/platform/web/idempotency.ts'
import type { Work } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import { Day } from '#shared/day.ts'
import { taskIssued } from './events.ts'
import { type FigureTask, findTaskByRequestKey, insertTask, type Task } from './queries.ts'
import { dueInPast, figureUnknown, nothingToRecover, serviceUnknown } from './refusals.ts'

export const IssueTask = z.strictObject({
  requestKey: z.uuid(),
  agencyId: z.string().min(1).max(100),
  measure: z.enum(measures),
  serviceCode: z.string().max(20).optional(),
  title: z.string().trim().min(5).max(200),
  wording: z.string().trim().min(10).max(4000),
  dueOn: Day,
  target: z.number().min(0).max(1_000_000),
})
export type IssueTask = z.infer<typeof IssueTask>

/**
 * Giao nhiệm vụ: a leader turns a figure into an order: whom, what, by when. Repeating the key gives the first; the key
 * with another mark is refused.
 */
export async function issueTask(
  work: Work,
  leader: Officer,
  input: IssueTask,
  requestMark?: Buffer,
): Promise<Task> {
  requireRole(leader, 'commander')
  const first = await findFirst(work, input.requestKey, requestMark)
  if (first) return first
  const agency = await findAgency(work, input.agencyId)
  if (!agency || agency.validTo !== null) throw figureUnknown()
  if (input.dueOn < localDay(work.now)) throw dueInPast()

  const serviceCode = input.serviceCode || null
  if (serviceCode && !(await findService(work, serviceCode))) throw serviceUnknown()
  const value = await currentValue(work, input.measure, agency.id, serviceCode)
  if (value === null) throw figureUnknown()
  if (hasRecovered(input.measure, value, input.target))
    throw nothingToRecover({ value, target: input.target })

  const task: FigureTask = {
    ...ofNoDocument,
    origin: 'figure',
    id: newId(),
    requestKey: input.requestKey,
    requestMark: requestMark ?? null,
    agencyId: agency.id,
    issuedBy: leader.id,
    issuerName: leader.name,
    title: input.title,
    wording: input.wording,
    dueOn: input.dueOn,
    measure: input.measure,
    serviceCode,
    baseline: value,
    target: input.target,
    status: 'open',
    issuedAt: work.now,
    closedAt: null,
  }
  if (!(await insertTask(work.tx, task)))
    return (await findFirst(work, input.requestKey, requestMark)) ?? task
  const { measure, target, dueOn } = input
  await work.record(taskIssued(task.id, { agencyId: agency.id, measure, serviceCode, value, target, dueOn }))
  return task
}

const ofNoDocument = {
  documentId: null,
  documentSymbol: null,
  orderId: null,
  issuingAgencyId: null,
  others: [],
  otherAgencyIds: [],
  term: '',
  reportTo: '',
  condition: '',
  endReason: null,
}

/** What this key stands for already. */
async function findFirst(work: Work, requestKey: string, requestMark?: Buffer): Promise<Task | undefined> {
  const first = await findTaskByRequestKey(work.tx, requestKey)
  if (first) checkSameRequest(first.requestMark, requestMark)
  return first
}
