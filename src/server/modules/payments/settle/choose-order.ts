/** Which order money is meant for: a reference that was found is a question; account and amount answer it. */
import { findReferences, isReference } from '#server/crafts/vietqr/reference.ts'
import type { Order, OrderAccount } from '../books/order-queries.ts'
import type { Told } from '../gateways/port.ts'
import type { SuspenseReason } from '../rules.ts'

/** References to look up: the one the gateway was given, else all that stand in the memo. At most ten. */
export function referencesOf({ reference, memo }: Pick<Told, 'reference' | 'memo'>): string[] {
  const given = reference?.toUpperCase() ?? ''
  return isReference(given) ? [given] : findReferences(memo).slice(0, 10)
}

export type Choice<Found> =
  | { order: Found }
  /** None: why, and the one it may be meant for. */
  | { order: null; reason: SuspenseReason; near: Found | null }

/** The one order whose account is the one the money came to; of several the only one that asks this very amount. */
export function chooseOrder<Found extends Pick<Order, 'amount' | 'paid'> & OrderAccount>(
  found: readonly Found[],
  { account, amount }: Pick<Told, 'account' | 'amount'>,
): Choice<Found> {
  const [first = null] = found
  if (!first) return { order: null, reason: 'no_order', near: null }
  const fitting = found.filter(
    ({ bin, number }) => account === null || (bin === account.bin && number === account.number),
  )
  const exact = fitting.filter((order) => order.amount - order.paid === amount)
  const [only] = fitting.length > 1 ? exact : fitting
  if (only && (fitting.length === 1 || exact.length === 1)) return { order: only }
  const reason = fitting.length === 0 ? 'other_account' : 'several_orders'
  return { order: null, reason, near: found.length === 1 ? first : null }
}
