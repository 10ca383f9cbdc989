/** What becomes of orders and of money already paid when a charge takes the place of another. */
import { newId } from '#server/platform/id.ts'
import { listCharges, listOrderIdsOfChains, type StandingCharge } from '../books/charge-queries.ts'
import { openSuspense } from '../books/open-suspense.ts'
import { insertOrderItems, type Order } from '../books/order-queries.ts'
import { channelOf } from '../books/suspense-queries.ts'
import { takeOrderAction } from '../books/take-order-action.ts'
import type { Books } from '../keep-books.ts'
import { post, type Side } from '../ledger/post.ts'
import { paidFact } from '../money/bring-money.ts'
import { asking } from '../orders/create-order.ts'
import { giveUp, makeOrder, supersedeOrder } from '../orders/make-order.ts'
import { correctReceipt } from '../receipts/end-receipt.ts'
import { type FeeSum, findPaidFees, rebookFees, takeOver } from './paid-fees.ts'

/**
 * A charge that has just replaced another, whose `paid` and `orderId` it still has. What was paid goes to the fees that are owed
 * now. An open order gives way to one for what is left and hands on what it held; what was paid too much comes out of the fees
 * into suspense.
 */
export async function meetCharge(books: Books, replacing: StandingCharge): Promise<void> {
  const open = await asking(books, [replacing.chain])
  // Money may have come while its orders were not held yet.
  const [charge = replacing] = await listCharges(books.tx, { chains: [replacing.chain] })
  await rebookFees(books, charge)
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
    books.tell(paidFact(now, channel, orderId, charge.paid))
  }
}

/** Takes what was paid and is owed no more out of the newest orders first, fee by fee. */
async function lessenOrders(books: Books, charge: StandingCharge): Promise<void> {
  const { paidOrders, over } = await findPaidFees(books, charge)
  for (const { order, fees } of paidOrders) {
    const less = takeOver(fees, over)
    if (less.length > 0) await lessen(books, order, charge, less)
  }
}

async function lessen(
  books: Books,
  order: Order,
  charge: StandingCharge,
  less: readonly FeeSum[],
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
