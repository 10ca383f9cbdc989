import type { Work } from '#server/platform/work.ts'
import { findOrder, listOrderItems, type Order } from '../books/order-queries.ts'
import { type Books, keepBooks } from '../keep-books.ts'
import { orderNotFound } from '../refusals.ts'
import { orderFor } from './create-order.ts'
import { type ByWhom, orderIdOf } from './move-order.ts'
import { type OrderView, viewOf } from './view-order.ts'

/**
 * For an order that has expired: one for what is still left of the same charges, to whoever sees it or holds its link. The old
 * code still leads there. Of one that is still good, or whose place another has taken, that one is given and nothing is made: an old link
 * takes no order from whoever pays by another. Refuses where nothing is left.
 */
export async function renewOrder(work: Work, by: ByWhom): Promise<OrderView> {
  const id = await orderIdOf(work, by)
  return keepBooks(work, async (books) => {
    const order = await lastOf(books, id)
    const isOpen = !['expired', 'cancelled'].includes(order.base) && order.expiresAt > books.now
    if (isOpen && order.paid < order.amount) return viewOf(books, order)
    const items = await listOrderItems(books.tx, [order.id])
    const chains = [...new Set(items.map(({ chain }) => chain))]
    return viewOf(books, await orderFor(books, chains))
  })
}

/** The order itself, or the last of those that took its place. */
async function lastOf(books: Books, id: string): Promise<Order> {
  const order = await findOrder(books.tx, { id })
  if (!order) throw orderNotFound()
  return order.heirId ? lastOf(books, order.heirId) : order
}
