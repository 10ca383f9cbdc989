/** The one way an order changes after it was made. */

import { afterAction, type FoldedOrder, mayFollow } from '../fold.ts'
import type { Books } from '../keep-books.ts'
import { signatureOf } from '../keep-books.ts'
import type { ActionKind, OrderAction, Sums } from '../model.ts'
import { orderClosed } from '../refusals.ts'
import { insertOrderAction, type Order } from './order-queries.ts'

interface Details {
  sums?: Partial<Sums>
  transferId?: string | null
  data?: OrderAction['data']
}

/**
 * Adds one action to a locked order and gives the order as it is then; the database folds it into the row. Refuses what
 * does not follow the order's state.
 */
export async function takeOrderAction<Known extends FoldedOrder & Pick<Order, 'id'>>(
  books: Books,
  order: Known,
  kind: ActionKind,
  { sums = {}, transferId = null, data = {} }: Details = {},
): Promise<Known> {
  const action: OrderAction = {
    amount: 0,
    paid: 0,
    excess: 0,
    dueBack: 0,
    refunded: 0,
    ...sums,
    seq: order.lastSeq + 1,
    kind,
    at: books.now,
    transferId,
    data,
  }
  if (!mayFollow(order, action)) throw orderClosed({ state: order.state })
  books.write(insertOrderAction(books.tx, order.id, { ...action, ...signatureOf(books) }))
  return { ...order, ...afterAction(order, action) }
}
