/** Money from suspense becomes an order's, as if it had come for it. */
import { newId } from '#server/platform/id.ts'
import type { Order } from '../books/order-queries.ts'
import { channelOf, insertSuspenseAction, type NewSuspense } from '../books/suspense-queries.ts'
import { takeOrderAction } from '../books/take-order-action.ts'
import { suspenseAssigned } from '../events.ts'
import { type Books, signatureOf } from '../keep-books.ts'
import { post, type Side } from '../ledger/post.ts'
import type { Channel } from '../model.ts'
import { orderClosed } from '../refusals.ts'
import type { Allotment } from '../rules.ts'
import { readAsked } from './asked.ts'
import { bringMoney } from './bring-money.ts'

/**
 * Gives money in suspense to a locked order that still asks; what it does not need lies in suspense as its surplus. `holder` is
 * the locked order in whose excess the money counted, where that is another. Refuses an order that asks for nothing.
 */
export async function assignMoney(
  books: Books,
  suspense: NewSuspense & { lastSeq: number },
  order: Order,
  why: { reason?: string; rule?: string },
  holder?: Order,
): Promise<void> {
  const { id: suspenseId, agencyId, kind, amount, transferId } = suspense
  const left = order.amount - order.paid
  if (left === 0 || order.base === 'cancelled') throw orderClosed({ state: order.state })
  const paid = Math.min(left, amount)
  const rest = amount - paid
  const allotment: Allotment = {
    paid,
    suspense: rest > 0 ? { kind: 'surplus', amount: rest, reason: 'over' } : null,
  }
  const isOwn = suspense.orderId === order.id
  const inSuspense: Side = { agencyId, kind: 'suspense', sub: kind, amount }
  const transit: Side = { agencyId, kind: 'transit', amount }
  const { reason = null, rule } = why
  await insertSuspenseAction(books.tx, {
    suspenseId,
    seq: suspense.lastSeq + 1,
    kind: 'assign',
    at: books.now,
    ...signatureOf(books),
    orderId: order.id,
    reason,
    data: rule ? { rule } : {},
  })
  if (!isOwn) {
    if (holder)
      await takeOrderAction(books, holder, 'hand_on', { sums: { excess: -amount }, data: { suspenseId } })
    await post(books, {
      kind: 'hand_on',
      cause: newId(books.now.getTime()),
      orderId: holder?.id ?? null,
      transferId,
      sides: [inSuspense, { ...transit, amount: -amount }],
    })
  }
  books.tell(suspenseAssigned(suspenseId, { agencyId, orderId: order.id, amount }))
  const channel: Channel = await channelOf(books.tx, suspense)
  await bringMoney(books, order, await readAsked(books, { ids: [order.id] }), {
    kind: 'assign',
    cause: newId(books.now.getTime()),
    transferId,
    channel,
    allotment,
    from: [isOwn ? inSuspense : transit],
    ownExcess: isOwn ? amount : 0,
    data: { suspenseId },
  })
}
