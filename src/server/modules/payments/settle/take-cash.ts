/** Cash at a counter: the same settling, counted apart. */
import type { Officer } from '#server/platform/actor.ts'
import { handlesCases } from '#server/platform/rights.ts'
import type { Work } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import { findOrder } from '../books/order-queries.ts'
import { findTransfer } from '../books/transfer-queries.ts'
import { keepBooks } from '../keep-books.ts'
import { type OrderView, viewOf } from '../orders/view-order.ts'
import { paymentRules } from '../province-rules.ts'
import { noCash, orderClosed, orderNotFound, wrongCash } from '../refusals.ts'
import { takesCash } from '../rules.ts'
import { settleTransfer } from './settle-transfer.ts'

export interface TakeCash {
  orderId: string
  /** As it was counted: exactly what is left. */
  amount: number
  /** Chosen by the page: repeating it takes nothing more. */
  requestKey: string
}

/** Whether this officer may take cash today. */
export function mayTakeCash({ now }: Pick<Work, 'now'>, officer: Officer): boolean {
  return handlesCases(officer) && takesCash(paymentRules(), localDay(now))
}

/**
 * An officer who works on cases of the agency takes cash for an order of it. Refuses on days the province's rules do not let counters
 * take cash, any other amount than what is left, and an order that asks for nothing.
 */
export async function takeCash(work: Work, officer: Officer, cash: TakeCash): Promise<OrderView> {
  const { orderId, amount, requestKey } = cash
  const order = await findOrder(work.tx, { id: orderId })
  if (!order || !handlesCases(officer) || !officer.agencyIds.includes(order.agencyId)) throw orderNotFound()
  if (!takesCash(paymentRules(), localDay(work.now))) throw noCash()
  return keepBooks(work, async (books) => {
    const before = await findTransfer(books.tx, 'cash', requestKey)
    if (!before) {
      const left = order.amount - order.paid
      if (order.base === 'expired' || order.base === 'cancelled' || left === 0)
        throw orderClosed({ state: order.state })
      if (amount !== left) throw wrongCash({ left })
      await settleTransfer(books, {
        gateway: 'cash',
        channel: 'cash',
        transaction: requestKey,
        amount,
        account: null,
        memo: order.reference,
        reference: null,
        paidAt: work.now,
        payer: { account: null, bank: null },
        noticeId: null,
        takenBy: officer.id,
        orderId,
      })
    }
    return viewOf(books, (await findOrder(books.tx, { id: orderId })) ?? order)
  })
}
