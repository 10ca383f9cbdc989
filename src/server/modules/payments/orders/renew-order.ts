import type { Work } from '#server/platform/work.ts'
import { findOrder, listOrderItems } from '../books/order-queries.ts'
import { keepBooks } from '../keep-books.ts'
import { orderNotFound } from '../refusals.ts'
import { orderFor } from './create-order.ts'
import { type ByWhom, orderIdOf } from './move-order.ts'
import { type OrderView, viewOf } from './view-order.ts'

/**
 * For an order that has expired: one for what is still left of the same charges, to whoever sees it or holds its link. The old
 * code still leads there. Refuses where nothing is left.
 */
export async function renewOrder(work: Work, by: ByWhom): Promise<OrderView> {
  const id = await orderIdOf(work, by)
  return keepBooks(work, async (books) => {
    const order = await findOrder(books.tx, { id })
    if (!order) throw orderNotFound()
    const items = await listOrderItems(books.tx, [id])
    const chains = [...new Set(items.map(({ chain }) => chain))]
    return viewOf(books, await orderFor(books, chains, order.payerId))
  })
}
