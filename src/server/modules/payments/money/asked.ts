import { listCharges, type StandingCharge } from '../books/charge-queries.ts'
import { listItemsOf, type OrderItem, type Which } from '../books/order-queries.ts'
import type { Books } from '../keep-books.ts'

/** Of orders what they ask for, and the charges that count of their chains. */
export interface Asked {
  items: readonly OrderItem[]
  charges: readonly StandingCharge[]
}

/** Sent together with what is asked before it, a lock too: the server answers in order, of what is true then. */
export async function readAsked({ tx }: Books, which: Which): Promise<Asked> {
  const [items, charges] = await Promise.all([listItemsOf(tx, which), listCharges(tx, { orders: which })])
  return { items, charges }
}

/** What one of them asks for. */
export function askedOf({ items, charges }: Asked, orderId: string): Asked {
  const own = items.filter((item) => item.orderId === orderId)
  return { items: own, charges: charges.filter(({ chain }) => own.some((item) => item.chain === chain)) }
}
