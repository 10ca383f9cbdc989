import { listCharges, type StandingCharge } from '../books/charge-queries.ts'
import { listOrderItems, type OrderItem } from '../books/order-queries.ts'
import type { Books } from '../keep-books.ts'

/** Of an order what it asks for, and the charges that count of its chains. */
export interface Asked {
  items: readonly OrderItem[]
  charges: readonly StandingCharge[]
}

export async function readAsked(books: Books, orderId: string): Promise<Asked> {
  const [items, charges] = await Promise.all([
    listOrderItems(books.tx, [orderId]),
    listCharges(books.tx, { orderId }),
  ])
  return { items, charges }
}
