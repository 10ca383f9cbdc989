/** What becomes of money: rules are data of the province, read by pure functions. */
import { z } from 'zod'
import type { FoldedOrder } from './fold.ts'
import type { SuspenseKind } from './model.ts'

export const PaymentRules = z.strictObject({
  /** How long an order is shown, in hours. */
  orderHours: z.int().min(1).max(2400),
  late: z.strictObject({
    /** What came for an order that has expired and still owes: `apply` settles it after all, `suspend` lets a person decide. */
    what: z.enum(['apply', 'suspend']),
    /** Later than so many days after the order expired a person decides in any case. */
    days: z.int().min(0).max(3650),
  }),
  /** Whose word puts money from suspense to an order: `two` officers, or `one` of finance. */
  assign: z.enum(['one', 'two']),
  cash: z.strictObject({
    /** First and last day of Vietnamese time on which counters take cash; null: no such day is set. */
    from: z.iso.date().nullable(),
    until: z.iso.date().nullable(),
  }),
  /** Seconds after an order was shown when a gateway that has said nothing is asked; the last one ends it. */
  askAfter: z.array(z.int().min(10)).min(1).max(60),
})
export type PaymentRules = z.infer<typeof PaymentRules>

/** Why money settled nothing, or not all of it did. */
export type SuspenseReason =
  | 'no_order'
  | 'other_account'
  | 'several_orders'
  | 'settled'
  | 'over'
  | 'late'
  | 'cancelled'
  | 'given_up'
  | 'lessened'

export interface Allotment {
  /** What counts towards the order: held until it is whole. */
  paid: number
  /** The rest, by name; null where nothing is left over. */
  suspense: { kind: SuspenseKind; amount: number; reason: SuspenseReason } | null
}

/**
 * Where money goes that came for this order, whatever its state: never to silence. `at` is when it was paid, `expiredAt` until
 * when the order was shown.
 */
export function allot(
  order: Pick<FoldedOrder, 'base' | 'amount' | 'paid'>,
  money: number,
  { at, expiredAt }: { at: Date; expiredAt: Date },
  { late }: Pick<PaymentRules, 'late'>,
): Allotment {
  const whole = (kind: SuspenseKind, reason: SuspenseReason): Allotment => ({
    paid: 0,
    suspense: { kind, amount: money, reason },
  })
  if (order.base === 'cancelled') return whole('late', 'cancelled')
  const left = order.amount - order.paid
  if (left === 0) return whole(order.amount === 0 ? 'late' : 'duplicate', 'settled')
  // What was paid in time is not late because word of it came late.
  if (order.base === 'expired' && at > expiredAt) {
    const isTooLate = at.getTime() > expiredAt.getTime() + late.days * 86_400_000
    if (late.what === 'suspend' || isTooLate) return whole('late', 'late')
  }
  if (money <= left) return { paid: money, suspense: null }
  return { paid: left, suspense: { kind: 'surplus', amount: money - left, reason: 'over' } }
}

/** Whether a counter takes cash on this day of Vietnamese time. */
export function takesCash({ cash: { from, until } }: Pick<PaymentRules, 'cash'>, day: string): boolean {
  return (from === null || day >= from) && (until === null || day <= until)
}
