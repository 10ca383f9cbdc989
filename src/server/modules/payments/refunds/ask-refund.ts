/** Hoàn trả takes two: one officer of finance asks, another approves; the money goes to the account it came from and to no other. */
import { z } from 'zod'
import type { Officer } from '#server/platform/actor.ts'
import { isId, newId } from '#server/platform/id.ts'
import { requireProofToSign, requireRole } from '#server/platform/web/guards.ts'
import type { Work } from '#server/platform/work.ts'
import { normalise } from '#shared/text/index.ts'
import { lockOrders } from '../books/order-queries.ts'
import { lockSuspense, type Suspense } from '../books/suspense-queries.ts'
import { takeOrderAction } from '../books/take-order-action.ts'
import { refundApproved, refundAsked, refundDeclined } from '../events.ts'
import { keepBooks } from '../keep-books.ts'
import {
  accountDiffers,
  accountKnown,
  accountNeeded,
  changedMeanwhile,
  notYourEyes,
  reasonNeeded,
  refundNotFound,
  suspenseNotFound,
} from '../refusals.ts'
import { moveMoney } from './give-back.ts'
import {
  findOrigin,
  findRefund,
  insertRefund,
  moveRefund,
  type Origin,
  type RefundLine,
  type RefundWay,
} from './refund-queries.ts'

export const PayerAccount = z.strictObject({
  bin: z
    .string()
    .trim()
    .regex(/^\d{6}$/),
  number: z
    .string()
    .trim()
    .regex(/^[0-9A-Za-z]{1,19}$/),
  holder: z.string().trim().min(1).max(100),
})
export type PayerAccount = z.infer<typeof PayerAccount>

export interface AskRefund {
  /** Only what lies in suspense goes back, all of it. */
  suspenseId: string
  reason: string
  /** Of the payer; only where nobody told from which account the money came. */
  account?: PayerAccount | undefined
}

/**
 * Đề nghị hoàn trả: the money leaves suspense and is due back. To the account it came from, through the gateway it came by, or at
 * the counter if it was cash; where its account is not known, or it came in parts that no one payment covers, to the one given here,
 * which a second officer verifies. The identity of the refund.
 */
export async function askRefund(
  work: Work,
  officer: Officer,
  { suspenseId, reason, account }: AskRefund,
): Promise<string> {
  requireRole(officer, 'finance')
  const suspense = await lockSuspense(work.tx, suspenseId)
  if (!suspense || !officer.agencyIds.includes(suspense.agencyId)) throw suspenseNotFound()
  if (suspense.state !== 'open') throw changedMeanwhile()
  const why = reasonOf(reason)
  const origin = await findOrigin(work.tx, suspense)
  const way = wayOf(origin)
  const from = way === 'bank' ? payerOf(origin) : undefined
  if (account && (way !== 'bank' || from)) throw accountKnown()
  if (way === 'bank' && !from && !account) throw accountNeeded()
  const { agencyId, orderId, transferId, amount } = suspense
  const id = newId(work.now.getTime())
  const money = { id, agencyId, suspenseId, orderId, transferId: transferId ?? origin?.id ?? null, amount }
  await keepBooks(work, async (books) => {
    // Before anything refers to it: of two refunds of one order the other waits.
    if (orderId) await lockOrders(books.tx, { ids: [orderId] })
    const isNew = await insertRefund(books.tx, {
      ...money,
      reason: why,
      way,
      toBin: from?.bin ?? account?.bin ?? null,
      toNumber: from?.number ?? account?.number ?? null,
      toHolder: account?.holder ?? null,
      accountKnown: from !== undefined,
      accountBy: account ? officer.id : null,
      askedBy: officer.id,
      askedAt: work.now,
    })
    if (!isNew) throw changedMeanwhile()
    await moveMoney(books, 'ask_refund', money, why)
    books.tell(refundAsked(id, { agencyId, orderId, amount, way }))
  })
  return id
}

/** Whether a refund of this money can be asked only with an account, which two officers verify. */
export async function isAccountNeeded(
  work: Work,
  money: Pick<Suspense, 'transferId' | 'orderId' | 'amount'>,
): Promise<boolean> {
  const origin = await findOrigin(work.tx, money)
  return wayOf(origin) === 'bank' && payerOf(origin) === undefined
}

function wayOf(origin: Origin | undefined): RefundWay {
  if (origin?.channel === 'cash') return 'cash'
  return origin?.isWhole && origin.channel !== 'notice' ? 'gateway' : 'bank'
}

function payerOf(origin: Origin | undefined): Pick<PayerAccount, 'bin' | 'number'> | undefined {
  if (!origin?.isWhole) return undefined
  const known = PayerAccount.pick({ bin: true, number: true }).safeParse({
    bin: origin.payerBank,
    number: origin.payerAccount,
  })
  return known.success ? known.data : undefined
}

/**
 * Duyệt hoàn trả: by another than who asked, having proved who they are. Where the payer's account is not known they type it
 * once more, from the payer's paper and not from the screen: only where both say the same is it verified.
 */
export async function approveRefund(
  work: Work,
  officer: Officer,
  id: string,
  { account }: { account?: Pick<PayerAccount, 'bin' | 'number'> | undefined } = {},
): Promise<void> {
  const refund = await requireOwnRefund(work, officer, id)
  requireProofToSign(officer, work.now)
  if (refund.askedBy === officer.id) throw notYourEyes()
  const isToVerify = refund.way === 'bank' && !refund.accountKnown
  if (isToVerify) {
    if (!account) throw accountNeeded()
    if (account.bin !== refund.toBin || account.number !== refund.toNumber) throw accountDiffers()
  }
  const { agencyId, orderId, amount, way } = refund
  const approved = { state: 'approved', approvedBy: officer.id, approvedAt: work.now }
  await keepBooks(work, async (books) => {
    await lockSuspense(books.tx, refund.suspenseId)
    const verified = isToVerify ? { accountVerifiedBy: officer.id } : {}
    if (!(await moveRefund(books.tx, id, ['asked'], { ...approved, ...verified }))) throw changedMeanwhile()
    const [order] = orderId ? await lockOrders(books.tx, { ids: [orderId] }) : []
    if (order) await takeOrderAction(books, order, 'approve_refund', { data: { refundId: id } })
    books.tell(refundApproved(id, { agencyId, orderId, amount, way }))
  })
}

/** Không hoàn trả, or taken back by who asked: the money lies in suspense again. */
export async function declineRefund(
  work: Work,
  officer: Officer,
  id: string,
  { reason }: { reason: string },
): Promise<void> {
  const refund = await requireOwnRefund(work, officer, id)
  const why = reasonOf(reason)
  const { agencyId, orderId, amount, way } = refund
  await keepBooks(work, async (books) => {
    await lockSuspense(books.tx, refund.suspenseId)
    const evidence = { reason: why, by: officer.id }
    const declined = { state: 'declined', evidence, endedAt: work.now }
    if (!(await moveRefund(books.tx, id, ['asked'], declined))) throw changedMeanwhile()
    await moveMoney(books, 'refund_failed', refund, why)
    books.tell(refundDeclined(id, { agencyId, orderId, amount, way }))
  })
}

/** A refund of an agency for which this officer keeps the money. Any other does not exist. */
export async function requireOwnRefund(work: Work, officer: Officer, id: string): Promise<RefundLine> {
  requireRole(officer, 'finance')
  const refund = isId(id) ? await findRefund(work.tx, id) : undefined
  if (!refund || !officer.agencyIds.includes(refund.agencyId)) throw refundNotFound()
  return refund
}

export function reasonOf(typed: string): string {
  const reason = normalise(typed, 500)
  if (reason === '') throw reasonNeeded()
  return reason
}
