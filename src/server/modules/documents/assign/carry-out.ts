/** What happens to an assignment until it ends: progress, more time, given back, closed, opened again. */
import { z } from 'zod'
import type { Officer } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'
import { Day } from '#shared/day.ts'
import { requireInForce } from '../changes/changes.ts'
import { takeAction } from '../take-action.ts'
import { actsOn } from './assign-document.ts'
import { assignmentReturned, incomingClosed, incomingReopened, moreTimeAsked, termSet } from './events.ts'
import { factOf, isHead, mayLead, requireAssignment, requireHead } from './may-act.ts'
import {
  incomingEnded,
  incomingNotEnded,
  incomingNotFound,
  moreTimeWaits,
  notYoursToLead,
  termPassed,
} from './refusals.ts'
import { tellHead, tellLead } from './tell.ts'
import { daysUntil, dueFrom, Term } from './term.ts'

export const Progress = z.object({ text: z.string().trim().min(1).max(2000) })
export const Reason = z.object({ reason: z.string().trim().min(3).max(1000) })
export const MoreTime = Reason.extend({ until: Day })
export const SetTime = z.object(Term)

/** Báo tiến độ, by whoever leads or takes part. */
export async function reportProgress(
  work: Work,
  officer: Officer,
  documentId: string,
  { text }: z.infer<typeof Progress>,
): Promise<void> {
  const acts = await actsOn(work, officer, documentId)
  if (!acts) throw incomingNotFound()
  if (!acts.may.progress) throw notYoursToLead()
  await takeAction(work, { id: documentId, lastSeq: acts.assignment.lastSeq }, 'progress', { data: { text } })
}

/** Trả lại: whoever leads gives it back with a reason, and nobody has it until it is assigned anew. */
export async function giveBack(
  work: Work,
  officer: Officer,
  documentId: string,
  { reason }: z.infer<typeof Reason>,
): Promise<void> {
  const was = await requireLed(work, officer, documentId)
  await takeAction(work, was, 'give_back', { reason })
  await tellHead(work, officer, was, 'document_returned')
  await work.record(assignmentReturned(documentId, factOf(was, work.now)))
}

/** Xin thêm thời gian: until a later day, with a reason; whoever assigned it decides. */
export async function askTime(
  work: Work,
  officer: Officer,
  documentId: string,
  { reason, until }: z.infer<typeof MoreTime>,
): Promise<void> {
  const was = await requireLed(work, officer, documentId)
  if (was.askedUntil !== null) throw moreTimeWaits()
  // Only a working day that is later than the term can be given.
  const wanted = dueFrom({ dueOn: until }, work.now)
  if (wanted && was.dueAt && wanted <= was.dueAt) throw termPassed()
  await takeAction(work, was, 'ask_time', { reason, data: { until } })
  await tellHead(work, officer, was, 'document_time_asked')
  await work.record(moreTimeAsked(documentId, factOf(was, work.now)))
}

/** Another term, or none; where more time was asked for, that is the answer: a term before the day asked for grants less. */
export async function setTime(
  work: Work,
  officer: Officer,
  documentId: string,
  term: z.infer<typeof SetTime>,
): Promise<void> {
  const was = await requireAssignment(work, documentId)
  requireHead(officer, was)
  if (was.state !== 'assigned') throw incomingEnded()
  const dueAt = dueFrom(term, work.now)
  await takeAction(work, { id: documentId, lastSeq: was.lastSeq }, 'set_time', { data: { dueAt } })
  await tellLead(work, officer, { ...was, dueAt }, 'document_time_given')
  await work.record(termSet(documentId, { ...factOf(was, work.now), days: daysUntil(work.now, dueAt) }))
}

/** No more time: the term stays as it is. */
export async function refuseTime(work: Work, officer: Officer, documentId: string): Promise<void> {
  const was = await requireAssignment(work, documentId)
  requireHead(officer, was)
  if (was.state !== 'assigned') throw incomingEnded()
  await takeAction(work, { id: documentId, lastSeq: was.lastSeq }, 'set_time', { data: { dueAt: was.dueAt } })
  await tellLead(work, officer, was, 'document_time_refused')
  await work.record(termSet(documentId, { ...factOf(was, work.now), days: daysUntil(work.now, was.dueAt) }))
}

/** Kết thúc không trả lời: to be known, or to be answered by nobody, with the reason. */
export async function closeIncoming(
  work: Work,
  officer: Officer,
  documentId: string,
  { reason }: z.infer<typeof Reason>,
): Promise<void> {
  const was = await requireAssignment(work, documentId)
  if (was.state === 'answered' || was.state === 'closed') throw incomingEnded()
  if (!isHead(officer, was) && !mayLead(officer, was)) throw notYoursToLead()
  await takeAction(work, { id: documentId, lastSeq: was.lastSeq }, 'close', { reason })
  await tellHead(work, officer, was, 'document_closed')
  await tellLead(work, officer, was, 'document_closed')
  const onTime = was.dueAt && work.now <= was.dueAt
  const days = was.assignedAt && daysUntil(was.assignedAt, work.now)
  await work.record(incomingClosed(documentId, { ...factOf(was, work.now), days, onTime }))
}

/** Mở lại: it waits again, with whoever led it. The program does it when the answer is revoked. */
export async function reopenIncoming(
  work: Work,
  officer: Officer | undefined,
  documentId: string,
  { reason }: z.infer<typeof Reason>,
): Promise<void> {
  const was = await requireAssignment(work, documentId)
  if (officer) requireHead(officer, was)
  if (was.state === 'waiting' || was.state === 'assigned') throw incomingNotEnded()
  if (officer) await requireInForce(work, documentId)
  await takeAction(work, { id: documentId, lastSeq: was.lastSeq }, 'reopen', { reason })
  await tellLead(work, officer, was, 'document_reopened')
  if (!officer) await tellHead(work, officer, was, 'document_reopened')
  await work.record(incomingReopened(documentId, factOf(was, work.now)))
}

async function requireLed(work: Work, officer: Officer, documentId: string) {
  const was = await requireAssignment(work, documentId)
  if (!mayLead(officer, was)) throw notYoursToLead()
  return { ...was, id: documentId }
}
