/** Money that came is settled in one work: the order, the ledger, what it pays, what is left over. Nothing of it is ever in silence. */
import { newId } from '#server/platform/id.ts'
import { province } from '#server/platform/province.ts'
import { openSuspense } from '../books/open-suspense.ts'
import { lockOrders, type Order } from '../books/order-queries.ts'
import {
  findAgencyPaid,
  findTransfer,
  insertTransfer,
  lockTransaction,
  type Transfer,
} from '../books/transfer-queries.ts'
import { moneyReceived } from '../events.ts'
import type { Told } from '../gateways/port.ts'
import type { Books } from '../keep-books.ts'
import { post, type Side } from '../ledger/post.ts'
import type { Channel } from '../model.ts'
import { askedOf, readAsked } from '../money/asked.ts'
import { bringMoney } from '../money/bring-money.ts'
import { paymentRules } from '../province-rules.ts'
import { allot } from '../rules.ts'
import { chooseOrder, referencesOf } from './choose-order.ts'

/** Money as somebody has told of it who may be believed. */
export interface Incoming extends Told {
  /** `cash`: taken at a counter. */
  gateway: string
  channel: Channel
  noticeId: string | null
  /** Of cash: who took it, and for which order. */
  takenBy?: string
  orderId?: string
}

export interface Settled {
  /** `repeated`: it was known already; `differs`: known, with another amount or account: nothing was posted. */
  verdict: 'taken' | 'repeated' | 'differs'
  transferId: string
  orderId: string | null
}

/**
 * Settles money that came, once for each transaction of a gateway, however often and from however many sides it is told of.
 * The program's alone. Where the work is broken off nothing of it is there, and repeating it does the whole.
 */
export async function settleTransfer(books: Books, incoming: Incoming): Promise<Settled> {
  const { tx } = books
  const { gateway, transaction, orderId } = incoming
  const which = orderId ? { ids: [orderId] } : { references: referencesOf(incoming) }
  // Sent together: orders and transaction are locked before anything is looked up.
  const [found, , known, asked] = await Promise.all([
    lockOrders(tx, which),
    lockTransaction(tx, gateway, transaction),
    findTransfer(tx, gateway, transaction),
    readAsked(books, which),
  ])
  if (known) return repeated(known, incoming)
  const choice = chooseOrder(found, orderId ? { ...incoming, account: null } : incoming)
  const order = choice.order && (await heirOf(books, choice.order))
  const agencyId =
    order?.agencyId ?? (await findAgencyPaid(tx, incoming.account, gateway)) ?? province().committee
  const transfer = transferOf(books, incoming, agencyId, order)
  books.write(insertTransfer(tx, transfer))
  const { id: transferId, amount, channel } = transfer
  const paidAt = transfer.paidAt.toISOString()
  const fact = { transferId, orderId: order?.id ?? null, agencyId, amount, channel, paidAt }
  books.tell(moneyReceived(order?.id ?? transferId, fact))
  const from = [{ ...whereItLies(incoming), agencyId, amount }]
  if (order) {
    const isFound = order === choice.order
    const ofOrder = isFound ? askedOf(asked, order.id) : await readAsked(books, { ids: [order.id] })
    const at = new Date(Math.min(transfer.paidAt.getTime(), books.now.getTime()))
    const allotment = allot(order, amount, { at, expiredAt: order.expiresAt }, paymentRules())
    const money = { kind: 'receive', cause: transferId, transferId, channel, allotment, from } as const
    await bringMoney(books, order, ofOrder, money)
    return { verdict: 'taken', transferId, orderId: order.id }
  }
  const { reason, near } = choice.order ? { reason: 'no_order' as const, near: null } : choice
  const nearId = near?.id ?? null
  const unclear = { agencyId, kind: 'unclear', amount, reason, orderId: null, nearId, transferId } as const
  await openSuspense(books, unclear)
  const sides: Side[] = [...from, { agencyId, kind: 'suspense', sub: 'unclear', amount: -amount }]
  await post(books, { kind: 'receive', cause: transferId, orderId: null, transferId, sides })
  return { verdict: 'taken', transferId, orderId: null }
}

/** The order that took its place, and so on: locked, like the first. */
async function heirOf(books: Books, first: Order): Promise<Order> {
  let order = first
  while (order.base === 'cancelled' && order.heirId) {
    const [heir] = await lockOrders(books.tx, { ids: [order.heirId] })
    if (!heir) break
    order = heir
  }
  return order
}

function transferOf({ now }: Books, incoming: Incoming, agencyId: string, order: Order | null): Transfer {
  const { gateway, transaction, channel, amount, account, memo, paidAt, payer, noticeId } = incoming
  return {
    id: newId(now.getTime()),
    gateway,
    transaction,
    channel,
    amount,
    bin: account?.bin ?? null,
    number: account?.number ?? null,
    memo,
    paidAt,
    payerAccount: payer.account,
    payerBank: payer.bank,
    agencyId,
    orderId: order?.id ?? null,
    takenBy: incoming.takenBy ?? null,
    noticeId,
    arrivedAt: now,
  }
}

function whereItLies({ account, gateway, channel }: Incoming): Pick<Side, 'kind' | 'sub'> {
  if (channel === 'cash') return { kind: 'cash' }
  return account
    ? { kind: 'bank', sub: `${account.bin}/${account.number}` }
    : { kind: 'gateway', sub: gateway }
}

function repeated(known: Transfer, { amount, account }: Incoming): Settled {
  const isSame =
    known.amount === amount &&
    known.bin === (account?.bin ?? null) &&
    known.number === (account?.number ?? null)
  return { verdict: isSame ? 'repeated' : 'differs', transferId: known.id, orderId: known.orderId }
}
