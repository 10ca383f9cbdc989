/** Money that an order takes: what is held, what becomes of the fees once the order is whole, what is left over. */
import type { StandingCharge } from '../books/charge-queries.ts'
import { openSuspense } from '../books/open-suspense.ts'
import type { Order } from '../books/order-queries.ts'
import { takeOrderAction } from '../books/take-order-action.ts'
import { chargePaid } from '../events.ts'
import type { Books } from '../keep-books.ts'
import { post, type Side } from '../ledger/post.ts'
import type { Channel } from '../model.ts'
import { issueReceipt } from '../receipts/issue-receipt.ts'
import type { Allotment } from '../rules.ts'
import type { Asked } from './asked.ts'

export interface Money {
  kind: 'receive' | 'assign'
  /** Why it is posted: never twice for one cause. */
  cause: string
  transferId: string | null
  channel: Channel
  allotment: Allotment
  /** Where it comes from: debits of the whole amount. */
  from: readonly Side[]
  /** What of the order's own excess it was before. */
  ownExcess?: number
  data?: Record<string, unknown>
}

/**
 * Adds money to a locked order: the action, its posting, what is left over by name, and where the order is whole now, the facts
 * of what it pays and the number of its receipt, which comes last as its series is locked from then on.
 */
export async function bringMoney(books: Books, order: Order, asked: Asked, money: Money): Promise<Order> {
  const { kind, cause, transferId, allotment, ownExcess = 0 } = money
  const { agencyId } = order
  const { paid, suspense } = allotment
  const left = suspense?.amount ?? 0
  const isWhole = paid > 0 && order.paid + paid === order.amount
  const sides: Side[] = [...money.from]
  if (isWhole) {
    sides.push({ agencyId, kind: 'held', amount: order.paid })
    for (const { fee, amount } of asked.items)
      sides.push({ agencyId, kind: 'fee', sub: fee, amount: -amount })
  } else sides.push({ agencyId, kind: 'held', amount: -paid })
  if (suspense) sides.push({ agencyId, kind: 'suspense', sub: suspense.kind, amount: -left })
  const after = await takeOrderAction(books, order, kind, {
    sums: { paid, excess: left - ownExcess },
    transferId,
    data: { ...money.data, ...(suspense ? { suspense: suspense.kind, reason: suspense.reason } : {}) },
  })
  if (suspense) await openSuspense(books, { agencyId, ...suspense, orderId: order.id, transferId })
  await post(books, { kind, cause, orderId: order.id, transferId, sides })
  if (isWhole) {
    tellPaid(books, after, asked, money.channel)
    books.write(issueReceipt(books, after, money.channel))
  }
  return after
}

/** Of every chain this order has covered. `asked` is as it was before: what the order brings is added. */
function tellPaid(books: Books, order: Order, { items, charges }: Asked, channel: Channel): void {
  for (const charge of charges) {
    const brought = items.reduce((sum, { chain, amount }) => (chain === charge.chain ? sum + amount : sum), 0)
    if (charge.paid + brought < charge.amount) continue
    books.tell(paidFact(charge, channel, order.id, charge.paid))
  }
}

/** `before`: what had been paid to its chain, in đồng. */
export function paidFact(charge: StandingCharge, channel: Channel, orderId: string | null, before: number) {
  const { id: chargeId, subjectKind, subjectId, agencyId, amount, due, madeAt } = charge
  const what = { subjectKind, subjectId, chargeId, agencyId, amount, due }
  return chargePaid(chargeId, {
    ...what,
    channel,
    orderId,
    madeAt: madeAt.toISOString(),
    ...(before > 0 ? { before } : {}),
  })
}
