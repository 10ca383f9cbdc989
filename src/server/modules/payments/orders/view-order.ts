import { isReference } from '#server/crafts/vietqr/reference.ts'
import type { Work } from '#server/platform/work.ts'
import { listChargeItems, listCharges, type StandingCharge } from '../books/charge-queries.ts'
import {
  findOrder,
  listOrderItems,
  type Order,
  type OrderAccount,
  type OrderItem,
} from '../books/order-queries.ts'
import { keepBooks } from '../keep-books.ts'
import type { OrderState } from '../model.ts'
import { orderNotFound } from '../refusals.ts'
import { isMarkOf } from './mark.ts'

/** An order as a page shows it. Names nobody. */
export interface OrderView {
  id: string
  reference: string
  agencyId: string
  state: OrderState
  /** Whether money may still be asked for: it is open and not whole. */
  asks: boolean
  amount: number
  paid: number
  left: number
  excess: number
  dueBack: number
  refunded: number
  createdAt: Date
  expiresAt: Date
  paidAt: Date | null
  /** Where it is to be paid; null where the agency has no verified account. */
  account: { bin: string; number: string; holder: string } | null
  /** The order that took its place. */
  heirId: string | null
  lines: OrderLine[]
}

export interface OrderLine {
  chargeId: string
  subjectKind: string
  subjectId: string
  title: string
  key: string
  name: string
  /** The text it rests on, and how it came about. */
  basis: string
  explanation: string
  amount: number
}

/** An order this actor may see: its payer, who works on cases of its agency, its finance. */
export async function viewOrder(work: Work, by: { id: string } | { reference: string }): Promise<OrderView> {
  const order = await findOrder(work.tx, by)
  if (!order) throw orderNotFound()
  return keepBooks(work, (books) => viewOf(books, order))
}

/** An order for who holds a link to it: the mark proves that the server showed it. */
export async function openByMark(work: Work, reference: string, mark: string): Promise<OrderView> {
  if (!isReference(reference)) throw orderNotFound()
  return keepBooks(work, async (books) => {
    const order = await findOrder(books.tx, { reference })
    if (!order || !isMarkOf(order, mark)) throw orderNotFound()
    return viewOf(books, order)
  })
}

/** The view of an order that was found; asked with the program's rights. */
export async function viewOf(
  { tx }: Pick<Work, 'tx'>,
  order: Order & Partial<OrderAccount>,
): Promise<OrderView> {
  const items = await listOrderItems(tx, [order.id])
  const charges = await listCharges(tx, { chains: [...new Set(items.map(({ chain }) => chain))] })
  const { bin, number, holder } = order.bin === undefined ? ((await findOrder(tx, order)) ?? order) : order
  const { id, reference, agencyId, state, amount, paid, excess, dueBack, refunded } = order
  const { createdAt, expiresAt, paidAt, heirId } = order
  const sums = { amount, paid, left: amount - paid, excess, dueBack, refunded }
  const asks = order.base !== 'expired' && order.base !== 'cancelled' && paid < amount
  const account = bin && number && holder ? { bin, number, holder } : null
  const lines = await linesOf(tx, items, charges)
  return {
    id,
    reference,
    agencyId,
    state,
    asks,
    ...sums,
    createdAt,
    expiresAt,
    paidAt,
    account,
    heirId,
    lines,
  }
}

/** What it is for, fee by fee: what was lessened or booked anew counts with the line it changed. */
async function linesOf(
  tx: Work['tx'],
  items: readonly OrderItem[],
  charges: readonly StandingCharge[],
): Promise<OrderLine[]> {
  const sums = new Map<string, OrderItem>()
  for (const item of items) {
    const key = `${item.chain} ${item.fee}`
    sums.set(key, { ...item, amount: item.amount + (sums.get(key)?.amount ?? 0) })
  }
  const lines = [...sums.values()].filter(({ amount }) => amount !== 0)
  // A fee that is charged no more is still named as it was asked for.
  const isGone = ({ chain, fee }: OrderItem) =>
    !charges.some((one) => one.chain === chain && one.items.some(({ key }) => key === fee))
  const former = lines.some(isGone)
    ? await listChargeItems(tx, [...new Set(items.map(({ chargeId }) => chargeId))])
    : []
  return lines.map(({ chargeId, chain, fee: key, amount }) => {
    const charge = charges.find((one) => one.chain === chain)
    const item = [...(charge?.items ?? []), ...former].find((one) => one.key === key)
    const { name = key, basis = '', explanation = '' } = item ?? {}
    const { subjectKind = '', subjectId = '', title = '' } = charge ?? {}
    return { chargeId, subjectKind, subjectId, title, key, name, basis, explanation, amount }
  })
}
