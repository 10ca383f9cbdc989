/** An order of the past: by the program's own rules the fold of its actions, as the database would have kept it. */
import { afterAction, type FoldedOrder, mayFollow, notYet } from '#server/modules/payments/fold.ts'
import type { ActionKind, ChargeItem, OrderAction, Sums } from '#server/modules/payments/model.ts'
import { json } from '../tables/copy-table.ts'
import type { PastBooks, Signature } from './past-books.ts'

export interface PastOrder extends FoldedOrder {
  id: string
  reference: string
  createdAt: Date
  expiresAt: Date
}

interface Step {
  at: Date
  by: Signature
  sums?: Partial<Sums>
  transferId?: string | null
  data?: OrderAction['data']
}

/** Adds one action, which has to follow. The row of the order is written once all of them are known. */
export function takePastAction(
  { tables }: PastBooks,
  order: PastOrder,
  kind: ActionKind,
  { at, by, sums = {}, transferId = null, data = {} }: Step,
): void {
  const none = { amount: 0, paid: 0, excess: 0, dueBack: 0, refunded: 0 }
  const action: OrderAction = { ...none, ...sums, seq: order.lastSeq + 1, kind, at, transferId, data }
  if (!mayFollow(order, action)) throw new Error(`${kind} does not follow ${order.state}`)
  Object.assign(order, afterAction(order, action))
  const { amount, paid, excess, dueBack, refunded } = action
  const { actorKind, actorId } = by
  tables.orderActions.add(
    order.id,
    action.seq,
    kind,
    at,
    actorKind,
    actorId,
    amount,
    paid,
    excess,
    dueBack,
    refunded,
    transferId,
    json(data),
  )
}

export function openPastOrder(
  books: PastBooks,
  { at, by, charge, shownMs }: { at: Date; by: Signature; charge: PastCharge; shownMs: number },
): PastOrder {
  const id = books.random.id(at.getTime())
  const shown = { createdAt: at, expiresAt: new Date(at.getTime() + shownMs) }
  const order: PastOrder = { ...notYet, id, reference: books.newReference(), ...shown }
  takePastAction(books, order, 'create', { at, by, sums: { amount: charge.amount } })
  for (const { key, amount } of charge.items)
    if (amount > 0) books.tables.orderItems.add(id, 1, charge.id, charge.chain, key, amount)
  return order
}

/** What is owed for one dossier at filing. */
export interface PastCharge {
  id: string
  chain: string
  title: string
  items: readonly ChargeItem[]
  amount: number
  madeAt: Date
}

export function writePastOrder(
  { tables }: PastBooks,
  order: PastOrder,
  { agencyId, accountId, payerId }: { agencyId: string; accountId: string; payerId: string },
): void {
  const { id, reference, createdAt, expiresAt, state, base, heirId, paidAt, lastSeq } = order
  const { amount, paid, excess, dueBack, refunded } = order
  tables.orders.add(
    id,
    reference,
    agencyId,
    accountId,
    payerId,
    createdAt,
    expiresAt,
    state,
    base,
    amount,
    paid,
    excess,
    dueBack,
    refunded,
    heirId,
    paidAt,
    lastSeq,
  )
}
