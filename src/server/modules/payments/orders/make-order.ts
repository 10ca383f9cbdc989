import { newReference } from '#server/crafts/vietqr/reference.ts'
import { newId } from '#server/platform/id.ts'
import { localDay } from '#shared/dates.ts'
import { findAccountFor } from '../accounts/account-queries.ts'
import type { StandingCharge } from '../books/charge-queries.ts'
import { openSuspense } from '../books/open-suspense.ts'
import {
  insertOrder,
  insertOrderItems,
  listPaidByFee,
  type Order,
  type OrderItem,
} from '../books/order-queries.ts'
import { takeOrderAction } from '../books/take-order-action.ts'
import { orderCreated, orderEnded } from '../events.ts'
import { notYet } from '../fold.ts'
import type { Books } from '../keep-books.ts'
import { post } from '../ledger/post.ts'
import { assignMoney } from '../money/assign-money.ts'
import { paymentRules } from '../province-rules.ts'

/** Makes the order that asks for what is left of these charges, all of one agency and none paid. */
export async function makeOrder(books: Books, charges: readonly StandingCharge[]): Promise<Order> {
  const [{ agencyId, payerId: owing } = { agencyId: '', payerId: null }] = charges
  const id = newId(books.now.getTime())
  const items = await itemsLeft(books, charges, id)
  const fees = items.map(({ fee }) => fee)
  const account = await findAccountFor(books.tx, { agencyId, fees, day: localDay(books.now) })
  const amount = items.reduce((sum, item) => sum + item.amount, 0)
  const base = {
    id,
    agencyId,
    accountId: account?.id ?? null,
    payerId: charges.every(({ payerId }) => payerId === owing) ? owing : null,
    createdAt: books.now,
    expiresAt: new Date(books.now.getTime() + paymentRules().orderHours * 3_600_000),
  }
  let reference = newReference()
  while (!(await insertOrder(books.tx, { ...base, reference }))) reference = newReference()
  const made = { ...notYet, ...base, reference }
  const order = await takeOrderAction(books, made, 'create', { sums: { amount } })
  await insertOrderItems(books.tx, items)
  books.tell(orderCreated(id, { reference, agencyId, amount }))
  return order
}

/** What is left of each charge, fee by fee: less than nothing where a fee was paid before that is not owed any more. */
async function itemsLeft(
  books: Books,
  charges: readonly StandingCharge[],
  orderId: string,
): Promise<OrderItem[]> {
  const paid = await listPaidByFee(
    books.tx,
    charges.map(({ chain }) => chain),
  )
  return charges.flatMap(({ id: chargeId, chain, items }) => {
    const left = new Map<string, number>()
    for (const { key, amount } of items) left.set(key, (left.get(key) ?? 0) + amount)
    for (const one of paid) if (one.chain === chain) left.set(one.fee, (left.get(one.fee) ?? 0) - one.amount)
    return [...left].map(([fee, amount]) => ({ orderId, seq: 1, chargeId, chain, fee, amount }))
  })
}

/** Puts another order in the place of a locked one: money that still comes for it is meant for the heir, and so is what it held. */
export async function supersedeOrder(books: Books, order: Order, heir: Order): Promise<void> {
  const { id: heirId } = heir
  await giveUp(books, order, 'supersede', { heirId }, heir)
}

/**
 * Ends a locked order that is not whole. What it held goes to the heir, or lies in suspense.
 */
export async function giveUp(
  books: Books,
  order: Order,
  how: 'cancel' | 'supersede',
  data: { heirId?: string; reason?: string },
  heir?: Order,
): Promise<void> {
  const { id: orderId, agencyId, paid } = order
  const ended = await takeOrderAction(books, order, how, { sums: { paid: -paid, excess: paid }, data })
  books.tell(orderEnded(orderId, { agencyId, how, heirId: data.heirId ?? null }))
  if (paid === 0) return
  const left = {
    agencyId,
    kind: 'surplus',
    amount: paid,
    reason: 'given_up',
    orderId,
    transferId: null,
  } as const
  const suspense = await openSuspense(books, left)
  await post(books, {
    kind: how,
    cause: suspense.id,
    orderId,
    transferId: null,
    sides: [
      { agencyId, kind: 'held', amount: paid },
      { agencyId, kind: 'suspense', sub: 'surplus', amount: -paid },
    ],
  })
  if (heir) await assignMoney(books, { ...suspense, lastSeq: 0 }, heir, { rule: 'supersede' }, ended)
}
