/** The question closes when what answers it is issued, and opens again when that stands no longer. */
import { system } from '#server/platform/actor.ts'
import { defineJob } from '#server/platform/jobs/jobs.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { m } from '#shared/messages/index.ts'
import { documentIssued, documentReplaced, documentRevoked } from '../events.ts'
import { takeAction } from '../take-action.ts'
import { findAnswer, findAssignment, listAnsweredBy, listStandingAnswers } from './assignment-queries.ts'
import { reopenIncoming } from './carry-out.ts'
import { documentAnswered } from './events.ts'
import { factOf } from './may-act.ts'
import { tellHead, tellLead } from './tell.ts'
import { daysUntil } from './term.ts'

/** Marks what an issued document says it answers. Once; a question that something in force has answered stays answered by that. */
export async function markAnswered(work: Work, answerId: string): Promise<void> {
  const answer = await findAnswer(work.tx, answerId)
  if (answer?.status !== 'issued') return
  const was = await findAssignment(work.tx, answer.answers)
  if (!was || was.state === 'answered') return
  // What was issued after the sender had revoked or replaced it answers nothing.
  if (was.frozenAt && (!answer.issuedAt || answer.issuedAt > was.frozenAt)) return
  const { documentId, dueAt, assignedAt, lastSeq } = was
  await takeAction(work, { id: documentId, lastSeq }, 'answer', {
    data: { by: answerId, symbol: answer.symbol },
  })
  await tellHead(work, undefined, was, 'document_answered', { answer: answer.symbol })
  await tellLead(work, undefined, was, 'document_answered', { answer: answer.symbol })
  const onTime = dueAt && work.now <= dueAt
  const days = assignedAt && daysUntil(assignedAt, work.now)
  await work.record(
    documentAnswered(documentId, { ...factOf(was, work.now), days, onTime, answeredBy: answerId }),
  )
}

/** Opens again what a document had answered that stands no longer; where another one answers it as well, that does. */
export async function reopenAnswered(work: Work, answerId: string): Promise<void> {
  for (const documentId of await listAnsweredBy(work.tx, answerId)) {
    await reopenIncoming(work, undefined, documentId, { reason: m.documents.assign.answerRevoked })
    const [other] = await listStandingAnswers(work.tx, documentId)
    if (other) await markAnswered(work, other)
  }
}

export const closeAnswered = defineJob({
  name: 'documents.close-answered',
  on: documentIssued,
  isOrdered: true,
  run: (id) => perform(system, (work) => markAnswered(work, id)),
})

export const reopenRevoked = defineJob({
  name: 'documents.reopen-revoked',
  on: documentRevoked,
  isOrdered: true,
  run: (id) => perform(system, (work) => reopenAnswered(work, id)),
})

/** What took the place of an answer answers in its stead, where it says so. */
export const reopenReplaced = defineJob({
  name: 'documents.reopen-replaced',
  on: documentReplaced,
  isOrdered: true,
  run: (id, { replacedBy }) =>
    perform(system, async (work) => {
      await reopenAnswered(work, id)
      await markAnswered(work, replacedBy)
    }),
})
