/** What an issued document tells agencies to do becomes a task of each, once; what stands no longer takes its tasks back. */
import {
  documentIssued,
  documentReplaced,
  documentRevoked,
  readOrders,
} from '#server/modules/documents/index.ts'
import { system } from '#server/platform/actor.ts'
import { newId } from '#server/platform/id.ts'
import { defineJob } from '#server/platform/jobs/jobs.ts'
import { requestKeyFrom } from '#server/platform/web/http.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { m } from '#shared/messages/index.ts'
import { taskOrdered } from './events.ts'
import { type DocumentTask, insertTask, listUnended, lockTask } from './queries.ts'
import { tellLead } from './tell.ts'
import { endTask } from './withdraw-task.ts'

/** Of a title; the whole stands in the wording. */
const titleLetters = 200

/** Makes a task of each order of the document. Its key comes from the order: making it twice makes it once. */
export async function orderFromDocument(work: Work, documentId: string): Promise<void> {
  const found = await readOrders(work, documentId)
  if (!found) return
  const { document, orders } = found
  for (const order of orders) {
    const requestKey = requestKeyFrom(system, `order of ${documentId}`, order.id) ?? newId()
    const task: DocumentTask = {
      id: newId(work.now.getTime()),
      requestKey,
      requestMark: null,
      origin: 'document',
      agencyId: order.lead.agencyId,
      issuedBy: document.signedBy ?? '',
      issuerName: document.signerName ?? '',
      title: firstLetters(order.words),
      wording: order.cited ? `${order.cited}: ${order.words}` : order.words,
      dueOn: order.dueOn,
      measure: null,
      serviceCode: null,
      baseline: null,
      target: null,
      status: 'open',
      issuedAt: document.issuedAt ?? work.now,
      closedAt: null,
      documentId,
      documentSymbol: document.symbol ?? '',
      orderId: order.id,
      issuingAgencyId: document.agencyId,
      others: order.others,
      otherAgencyIds: order.others.flatMap(({ agencyId }) => agencyId ?? []),
      term: order.term,
      reportTo: order.reportTo,
      condition: order.condition,
      endReason: null,
    }
    if (!(await insertTask(work.tx, task))) continue
    const { agencyId, issuingAgencyId, dueOn, others } = task
    await work.record(
      taskOrdered(task.id, { agencyId, issuingAgencyId, documentId, others: others.length, dueOn }),
    )
    await tellLead(work, task, 'task_ordered', task.id)
  }
}

/** Takes back what has not ended, with the reason everyone reads. */
export async function endOrdersOf(work: Work, documentId: string, reason: string): Promise<void> {
  for (const { id } of await listUnended(work.tx, documentId)) {
    const task = await lockTask(work.tx, id)
    if (task && (task.status === 'open' || task.status === 'reported')) await endTask(work, task, reason)
  }
}

/** Whole words, and a sign that there are more. */
function firstLetters(words: string): string {
  const line = words.replace(/\s+/g, ' ').trim()
  if (line.length <= titleLetters) return line
  const cut = line.slice(0, titleLetters - 1)
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), 1))}…`
}

export const orderIssued = defineJob({
  name: 'directives.order-from-document',
  on: documentIssued,
  isOrdered: true,
  run: (id) => perform(system, (work) => orderFromDocument(work, id)),
})

export const endRevoked = defineJob({
  name: 'directives.end-orders-of-revoked',
  on: documentRevoked,
  isOrdered: true,
  run: (id) => perform(system, (work) => endOrdersOf(work, id, m.directives.ofDocument.revoked)),
})

export const endReplaced = defineJob({
  name: 'directives.end-orders-of-replaced',
  on: documentReplaced,
  isOrdered: true,
  run: (id) => perform(system, (work) => endOrdersOf(work, id, m.directives.ofDocument.replaced)),
})
