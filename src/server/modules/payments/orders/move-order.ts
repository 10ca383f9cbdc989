/** What moves an order without money: it is shown, a payer goes to a gateway, it is given up, it expires. */

import { system } from '#server/platform/actor.ts'
import { defineSchedule } from '#server/platform/jobs/jobs.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { insertAsking } from '../books/asking-queries.ts'
import { findOrder, listToExpire, lockOrders, type Order } from '../books/order-queries.ts'
import { takeOrderAction } from '../books/take-order-action.ts'
import { orderEnded } from '../events.ts'
import { type Books, keepBooks } from '../keep-books.ts'
import { paymentRules } from '../province-rules.ts'
import { orderClosed, orderNotFound } from '../refusals.ts'
import { giveUp } from './make-order.ts'
import { openByMark } from './view-order.ts'

/** Which order: one this actor sees, or one they hold the link of. */
export type ByWhom = { id: string } | { reference: string; mark: string }

/** Its code or account was shown to a payer: from now on a gateway that says nothing is asked. Repeating it changes nothing. */
export async function showOrder(work: Work, by: ByWhom): Promise<void> {
  const id = await orderIdOf(work, by)
  await keepBooks(work, async (books) => {
    const order = await lockOne(books, id)
    if (order.base !== 'created' && order.base !== 'unknown') return
    await takeOrderAction(books, order, 'show')
    await beginAsking(books, order, null)
  })
}

/** The payer goes to this gateway. Refuses an order that asks for nothing. */
export async function goToGateway(work: Work, by: ByWhom, gateway: string): Promise<void> {
  const id = await orderIdOf(work, by)
  await keepBooks(work, async (books) => {
    const order = await lockOne(books, id)
    await takeOrderAction(books, order, 'go_to', { data: { gateway } })
    await beginAsking(books, order, gateway)
  })
}

/** Gives an order up that is not whole: what it held lies in suspense, to be given back. The reason is kept. */
export async function cancelOrder(work: Work, id: string, reason: string): Promise<void> {
  await orderIdOf(work, { id })
  await keepBooks(work, async (books) => {
    const order = await lockOne(books, id)
    if (order.base === 'cancelled' || order.paid === order.amount) throw orderClosed({ state: order.state })
    await giveUp(books, order, 'cancel', { reason })
  })
}

/** The identity of an order this actor sees or holds the link of; refuses any other. */
export async function orderIdOf(work: Work, by: ByWhom): Promise<string> {
  if ('mark' in by) return (await openByMark(work, by.reference, by.mark)).id
  const order = await findOrder(work.tx, by)
  if (!order) throw orderNotFound()
  return order.id
}

async function lockOne(books: Books, id: string): Promise<Order> {
  const [order] = await lockOrders(books.tx, { ids: [id] })
  if (!order) throw orderNotFound()
  return order
}

async function beginAsking(books: Books, order: Order, gateway: string | null): Promise<void> {
  const [first = 60] = paymentRules().askAfter
  const nextAt = new Date(books.now.getTime() + first * 1000)
  await insertAsking(books.tx, {
    orderId: order.id,
    accountId: order.accountId,
    gateway,
    since: books.now,
    nextAt,
  })
}

const expiredAtOnce = 200

/** Ends orders shown longer than the province's rules let them; money that comes later is still found. Gives how many. */
export async function expireOrders(now = new Date()): Promise<number> {
  return perform(
    system,
    (work) =>
      keepBooks(work, async (books) => {
        const due = await listToExpire(books.tx, now, expiredAtOnce)
        if (due.length === 0) return 0
        for (const order of await lockOrders(books.tx, { ids: due })) {
          // Somebody has paid while the list was made.
          if (order.paid > 0 || order.base === 'expired' || order.base === 'cancelled') continue
          await takeOrderAction(books, order, 'expire')
          books.tell(orderEnded(order.id, { agencyId: order.agencyId, how: 'expire', heirId: null }))
        }
        return due.length
      }),
    { now },
  )
}

export const expireOrdersEachMinute = defineSchedule({
  name: 'payments.expire-orders',
  cron: '* * * * *',
  async run() {
    while ((await expireOrders()) === expiredAtOnce);
  },
})
