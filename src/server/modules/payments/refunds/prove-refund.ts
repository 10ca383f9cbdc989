/** A refund is done once something proves it: the gateway's word, the bank's transaction, or who handed the cash over. */
import type { Officer } from '#server/platform/actor.ts'
import { findFile, useFile } from '#server/platform/files/index.ts'
import { requireProofToSign, requireRole } from '#server/platform/web/guards.ts'
import type { Work } from '#server/platform/work.ts'
import { type LocalDay, localDay } from '#shared/dates.ts'
import { lockSuspense } from '../books/suspense-queries.ts'
import { refundDone, refundFailed } from '../events.ts'
import { type Books, keepBooks } from '../keep-books.ts'
import { changedMeanwhile, proofNeeded, wrongWay } from '../refusals.ts'
import { reasonOf, requireOwnRefund } from './ask-refund.ts'
import { moveMoney } from './give-back.ts'
import {
  findRefund,
  listRefundsOf,
  listToSend,
  moveRefund,
  type RefundLine,
  type RefundState,
} from './refund-queries.ts'

const underWay: readonly RefundState[] = ['approved', 'sent']

export interface Sent {
  /** The transaction's number at the bank. */
  transaction: string
  sentOn: LocalDay
  /** The bank's paper, as an upload of the officer's. */
  proof?: string | undefined
}

/** Ghi nhận đã chuyển: somebody of finance names the outgoing transfer. Of cash there is none. */
export async function recordRefundSent(
  work: Work,
  officer: Officer,
  id: string,
  { transaction, sentOn, proof }: Sent,
): Promise<void> {
  const refund = await requireOwnRefund(work, officer, id)
  requireProofToSign(officer, work.now)
  if (refund.way === 'cash') throw wrongWay({ way: refund.way })
  const number = transaction.trim().slice(0, 100)
  if (number === '' || sentOn > localDay(work.now)) throw proofNeeded()
  if (proof && !(await findFile(work, proof))) throw proofNeeded()
  await keepBooks(work, async (books) => {
    if (proof) await useFile({ ...work, ...books }, proof, `payments.refund:${id}`)
    await finish(books, refund, { transaction: number, sentOn, proof: proof ?? null, by: officer.id })
  })
}

/** Hoàn tiền mặt: the officer who proves it says that the money was handed to the payer at the counter. */
export async function refundCashAtCounter(work: Work, officer: Officer, id: string): Promise<void> {
  const refund = await requireOwnRefund(work, officer, id)
  requireProofToSign(officer, work.now)
  if (refund.way !== 'cash') throw wrongWay({ way: refund.way })
  await keepBooks(work, (books) => finish(books, refund, { handedBy: officer.id }))
}

export interface RefundEvidence {
  gateway: string
  transaction: string
  amount: number
  at: Date
}

/**
 * The gateway says that it gave the money back. False, and nothing done, where it names another amount, or where the refund is not
 * under way: told twice it is done once. The program's.
 */
export async function refundEvidence(work: Work, id: string, evidence: RefundEvidence): Promise<boolean> {
  const refund = await findRefund(work.tx, id)
  if (!refund || evidence.amount !== refund.amount || evidence.gateway !== refund.gateway) return false
  if (!underWay.includes(refund.state)) return false
  const { gateway, transaction, at } = evidence
  await keepBooks(work, (books) => finish(books, refund, { gateway, transaction, at: at.toISOString() }))
  return true
}

/** What the program has to ask of gateways: approved, and not asked yet. */
export function refundsToSend(work: Work): Promise<RefundLine[]> {
  return listToSend(work.tx, 200)
}

/**
 * The gateway is asked and has not said more. Asking it twice gives back once, by the refund's identity. False where somebody has
 * ended the refund meanwhile: then it must not be asked.
 */
export function noteRefundSent(work: Work, id: string): Promise<boolean> {
  return keepBooks(work, ({ tx }) => moveRefund(tx, id, underWay, { state: 'sent' }))
}

/** Không hoàn trả được: the bank or the gateway did not do it. The money lies in suspense again, and another refund may be asked. */
export async function failRefund(
  work: Work,
  by: Officer | 'gateway',
  id: string,
  { reason }: { reason: string },
): Promise<void> {
  const refund = by === 'gateway' ? await findRefund(work.tx, id) : await requireOwnRefund(work, by, id)
  if (!refund) throw changedMeanwhile()
  if (by !== 'gateway') requireProofToSign(by, work.now)
  const why = reasonOf(reason)
  const { agencyId, orderId, amount, way } = refund
  await keepBooks(work, async (books) => {
    await lockSuspense(books.tx, refund.suspenseId)
    const evidence = { reason: why, by: by === 'gateway' ? null : by.id }
    const failed = { state: 'failed', evidence, endedAt: work.now }
    if (!(await moveRefund(books.tx, id, underWay, failed))) throw changedMeanwhile()
    await moveMoney(books, 'refund_failed', refund, why)
    books.tell(refundFailed(id, { agencyId, orderId, amount, way }))
  })
}

async function finish(books: Books, refund: RefundLine, evidence: object): Promise<void> {
  const { id, agencyId, orderId, amount, way } = refund
  const done = { state: 'done', evidence, endedAt: books.now }
  await lockSuspense(books.tx, refund.suspenseId)
  if (!(await moveRefund(books.tx, id, underWay, done))) throw changedMeanwhile()
  await moveMoney(books, 'refund_done', refund)
  books.tell(refundDone(id, { agencyId, orderId, amount, way }))
}

/** The refunds of the officer's agency, those that wait first; a hundred at most. */
export async function listRefunds(
  work: Work,
  officer: Officer,
  { state }: { state?: RefundState | undefined } = {},
): Promise<RefundLine[]> {
  requireRole(officer, 'finance')
  return listRefundsOf(work.tx, officer.agencyIds, state, 100)
}

export function getRefund(work: Work, officer: Officer, id: string): Promise<RefundLine> {
  return requireOwnRefund(work, officer, id)
}
