import { listCharges, type StandingCharge } from '../books/charge-queries.ts'
import { listOrderItems, type OrderItem } from '../books/order-queries.ts'
import type { Books } from '../keep-books.ts'

/** Of an order what it asks for, and the charges that count of its chains. */
export interface Asked {
  items: readonly OrderItem[]
  charges: readonly StandingCharge[]
}

export async function readAsked(books: Books, orderId: string): Promise<Asked> {
  const items = await listOrderItems(books.tx, [orderId])
  const chains = [...new Set(items.map(({ chain }) => chain))]
  return { items, charges: await listCharges(books.tx, { chains }) }
}
