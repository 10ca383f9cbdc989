import type { Work } from '#server/platform/work.ts'
import { listCharges, listOrderIdsOfChains, lockChains } from '../books/charge-queries.ts'
import { listOrderItems, lockOrders, type Order } from '../books/order-queries.ts'
import { type Books, keepBooks } from '../keep-books.ts'
import { chargeNotFound, nothingToPay, orderBegun, severalReceivers } from '../refusals.ts'
import { makeOrder, supersedeOrder } from './make-order.ts'
import { type OrderView, viewOf } from './view-order.ts'

/**
 * One order for what is left of these charges of one agency. The open order of exactly these is given again; others that nobody
 * has paid anything for give way to it, so that a charge is asked for once. Refuses charges this actor does not see, of several
 * agencies, that are paid, or of which an order is paid in part. The
 * order is theirs who owe the charges, whoever asks for it.
 */
export async function createOrder(
  work: Work,
  { chargeIds }: { chargeIds: readonly string[] },
): Promise<OrderView> {
  if (chargeIds.length === 0) throw nothingToPay()
  const seen = await listCharges(work.tx, { ids: chargeIds })
  if (seen.length === 0 || !chargeIds.every((id) => seen.some((one) => one.id === id || one.chain === id)))
    throw chargeNotFound()
  return keepBooks(work, async (books) =>
    viewOf(
      books,
      await orderFor(
        books,
        seen.map(({ chain }) => chain),
      ),
    ),
  )
}

/** The same, of chains of charges, for whoever may. */
export async function orderFor(books: Books, chains: readonly string[]): Promise<Order> {
  await lockChains(books.tx, chains)
  const charges = (await listCharges(books.tx, { chains })).filter(({ amount, paid }) => paid < amount)
  if (charges.length === 0) throw nothingToPay()
  if (new Set(charges.map(({ agencyId }) => agencyId)).size > 1) throw severalReceivers()
  const earlier = await asking(
    books,
    charges.map(({ chain }) => chain),
  )
  const left = charges.reduce((sum, { amount, paid }) => sum + amount - paid, 0)
  const same = earlier.find(({ order, chains: its }) => {
    const isOfThese = its.size === charges.length && charges.every(({ chain }) => its.has(chain))
    return isOfThese && order.amount === left && order.base !== 'expired' && order.expiresAt > books.now
  })
  if (same) return same.order
  const begun = earlier.find(({ order }) => order.paid > 0)
  if (begun) throw orderBegun({ order: begun.order.reference })
  const made = await makeOrder(books, charges)
  for (const { order } of earlier) await supersedeOrder(books, order, made)
  return made
}

/** The orders, locked, that money may still come for of these chains: open or expired, and not whole. */
export async function asking(
  books: Books,
  chains: readonly string[],
): Promise<{ order: Order; chains: Set<string> }[]> {
  const ids = await listOrderIdsOfChains(books.tx, chains)
  if (ids.length === 0) return []
  const orders = (await lockOrders(books.tx, { ids })).filter(
    ({ base, amount, paid }) => base !== 'cancelled' && paid < amount,
  )
  const items = await listOrderItems(
    books.tx,
    orders.map(({ id }) => id),
  )
  return orders.map((order) => ({
    order,
    chains: new Set(items.filter(({ orderId }) => orderId === order.id).map(({ chain }) => chain)),
  }))
}
