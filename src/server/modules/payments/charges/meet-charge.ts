/** What becomes of orders and of money already paid when a charge takes the place of another. */
import { newId } from '#server/platform/id.ts'
import { listCharges, listOrderIdsOfChains, type StandingCharge } from '../books/charge-queries.ts'
import { openSuspense } from '../books/open-suspense.ts'
import {
  insertOrderItems,
  listOrderItems,
  listPaidByFee,
  lockOrders,
  type Order,
  type OrderItem,
} from '../books/order-queries.ts'
import { channelOf } from '../books/suspense-queries.ts'
import { takeOrderAction } from '../books/take-order-action.ts'
import type { Books } from '../keep-books.ts'
import { post, type Side } from '../ledger/post.ts'
import { paidFact } from '../money/bring-money.ts'
import { asking } from '../orders/create-order.ts'
import { giveUp, makeOrder, supersedeOrder } from '../orders/make-order.ts'
import { correctReceipt } from '../receipts/end-receipt.ts'

/**
 * A charge that has just replaced another, whose `paid` and `orderId` it still has. An open order gives way to one for what
 * is left now and hands on what it held; what was paid too much comes out of the fees into suspense.
 */
export async function meetCharge(books: Books, replacing: StandingCharge): Promise<void> {
  const open = await asking(books, [replacing.chain])
  // Money may have come while its orders were not held yet.
  const [charge = replacing] = await listCharges(books.tx, { chains: [replacing.chain] })
  for (const { order, chains } of open) {
    const left = (await listCharges(books.tx, { chains: [...chains] })).filter(
      ({ amount, paid }) => paid < amount,
    )
    if (left.length > 0) await supersedeOrder(books, order, await makeOrder(books, left))
    else await giveUp(books, order, 'cancel', { reason: 'nothing_left' })
  }
  if (charge.paid > charge.amount) await lessenOrders(books, charge)
  const [now = charge] = await listCharges(books.tx, { chains: [charge.chain] })
  if (now.paid > 0 && now.paid >= now.amount) {
    const [orderId = null] = await listOrderIdsOfChains(books.tx, [charge.chain])
    const channel = await channelOf(books.tx, { transferId: null, orderId })
    books.tell(paidFact(now, channel, orderId))
  }
}

/** Takes what was paid too much out of the newest orders first, fee by fee. */
async function lessenOrders(books: Books, charge: StandingCharge): Promise<void> {
  const { chain } = charge
  const ids = await listOrderIdsOfChains(books.tx, [chain])
  const orders = (await lockOrders(books.tx, { ids }))
    .filter(({ paid, amount }) => paid === amount && amount > 0)
    .sort((one, other) => other.createdAt.getTime() - one.createdAt.getTime())
  const items = await listOrderItems(
    books.tx,
    orders.map(({ id }) => id),
  )
  let over = charge.paid - charge.amount
  for (const order of orders) {
    if (over === 0) return
    const own = items.filter((item) => item.orderId === order.id && item.chain === chain)
    const portion = own.reduce((sum, { amount }) => sum + amount, 0)
    if (portion <= 0) continue
    const less = portion <= over ? negated(own) : await overByFee(books, charge)
    await lessen(books, order, charge, less)
    over -= Math.min(portion, over)
  }
}

type Less = Pick<OrderItem, 'fee' | 'amount'>

function negated(items: readonly OrderItem[]): Less[] {
  const sums = new Map<string, number>()
  for (const { fee, amount } of items) sums.set(fee, (sums.get(fee) ?? 0) - amount)
  return [...sums].map(([fee, amount]) => ({ fee, amount }))
}

/** By how much each fee of the chain is to change so that what was paid is what is owed. */
async function overByFee(books: Books, { chain, items }: StandingCharge): Promise<Less[]> {
  const change = new Map<string, number>()
  for (const { key, amount } of items) change.set(key, (change.get(key) ?? 0) + amount)
  for (const { fee, amount } of await listPaidByFee(books.tx, [chain]))
    change.set(fee, (change.get(fee) ?? 0) - amount)
  return [...change].map(([fee, amount]) => ({ fee, amount }))
}

async function lessen(
  books: Books,
  order: Order,
  charge: StandingCharge,
  less: readonly Less[],
): Promise<void> {
  const { id: orderId, agencyId } = order
  const amount = -less.reduce((sum, one) => sum + one.amount, 0)
  const data = { chargeId: charge.id }
  const after = await takeOrderAction(books, order, 'lessen', {
    sums: { amount: -amount, paid: -amount, excess: amount },
    data,
  })
  await insertOrderItems(
    books.tx,
    less.map(({ fee, amount }) => ({
      orderId,
      seq: after.lastSeq,
      chargeId: charge.id,
      chain: charge.chain,
      fee,
      amount,
    })),
  )
  await openSuspense(books, {
    agencyId,
    kind: 'surplus',
    amount,
    reason: 'lessened',
    orderId,
    transferId: null,
  })
  const fees: Side[] = less.map(({ fee, amount }) => ({ agencyId, kind: 'fee', sub: fee, amount: -amount }))
  await post(books, {
    kind: 'lessen',
    cause: newId(books.now.getTime()),
    orderId,
    transferId: null,
    sides: [...fees, { agencyId, kind: 'suspense', sub: 'surplus', amount: -amount }],
  })
  await correctReceipt(books, orderId, 'Mức thu tính lại thấp hơn số đã nộp')
}
