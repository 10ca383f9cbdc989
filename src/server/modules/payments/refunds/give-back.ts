/** Where money is while it goes back: out of suspense when a refund is asked, gone when it is proven, in suspense again when not. */
import { newId } from '#server/platform/id.ts'
import { lockOrders } from '../books/order-queries.ts'
import { findSuspense, insertSuspenseAction } from '../books/suspense-queries.ts'
import { takeOrderAction } from '../books/take-order-action.ts'
import { type Books, signatureOf } from '../keep-books.ts'
import { post, type Side } from '../ledger/post.ts'
import { changedMeanwhile } from '../refusals.ts'
import { findOrigin, type Refund } from './refund-queries.ts'

type Money = Pick<Refund, 'id' | 'agencyId' | 'suspenseId' | 'orderId' | 'transferId' | 'amount'>

const moves = {
  ask_refund: { suspense: 'return', excess: -1, dueBack: 1, refunded: 0 },
  refund_done: { suspense: 'returned', excess: 0, dueBack: -1, refunded: 1 },
  refund_failed: { suspense: 'return_failed', excess: 1, dueBack: -1, refunded: 0 },
} as const

/** One move: the order whose excess it is, the suspense it lies in and the ledger say the same, or nothing is done. */
export async function moveMoney(
  books: Books,
  kind: keyof typeof moves,
  refund: Money,
  reason: string | null = null,
): Promise<void> {
  const { id: refundId, agencyId, suspenseId, orderId, transferId, amount } = refund
  const move = moves[kind]
  const [order] = orderId ? await lockOrders(books.tx, { ids: [orderId] }) : []
  if (order) {
    const sums = {
      excess: move.excess * amount,
      dueBack: move.dueBack * amount,
      refunded: move.refunded * amount,
    }
    await takeOrderAction(books, order, kind, { sums, data: { refundId } })
  }
  const suspense = await findSuspense(books.tx, suspenseId)
  if (!suspense || (kind === 'ask_refund' && suspense.state !== 'open')) throw changedMeanwhile()
  await insertSuspenseAction(books.tx, {
    suspenseId,
    seq: suspense.lastSeq + 1,
    kind: move.suspense,
    at: books.now,
    ...signatureOf(books),
    orderId: null,
    reason,
    data: { refundId },
  })
  const due: Side = { agencyId, kind: 'refund_due', amount }
  const lies: Side = { agencyId, kind: 'suspense', sub: suspense.kind, amount }
  const sides = {
    ask_refund: async () => [lies, negative(due)],
    refund_done: async () => [due, negative({ ...(await whence(books, refund)), amount })],
    refund_failed: async () => [due, negative(lies)],
  }
  const cause = newId(books.now.getTime())
  await post(books, { kind, cause, orderId, transferId, sides: await sides[kind]() })
}

const negative = (side: Side): Side => ({ ...side, amount: -side.amount })

/** It leaves where it came in: the agency's account, the gateway, or the till. */
async function whence(books: Books, refund: Money): Promise<Omit<Side, 'amount'>> {
  const { agencyId } = refund
  const origin = await findOrigin(books.tx, refund)
  if (!origin) throw new Error(`The money of refund ${refund.id} came from nowhere`)
  const { channel, bin, number, gateway } = origin
  if (channel === 'cash') return { agencyId, kind: 'cash' }
  return bin && number
    ? { agencyId, kind: 'bank', sub: `${bin}/${number}` }
    : { agencyId, kind: 'gateway', sub: gateway }
}
