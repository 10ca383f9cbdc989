/** What was paid for a chain of charges, fee by fee, once another charge has taken the place of the last one. */
import { newId } from '#server/platform/id.ts'
import { listOrderIdsOfChains, type StandingCharge } from '../books/charge-queries.ts'
import { insertOrderItems, listOrderItems, lockOrders, type Order } from '../books/order-queries.ts'
import type { Books } from '../keep-books.ts'
import { post } from '../ledger/post.ts'
import { correctReceipt } from '../receipts/end-receipt.ts'

export interface FeeSum {
  fee: string
  /** In đồng. */
  amount: number
}

/** In đồng, by the key of the fee; all above zero. */
type Fees = Map<string, number>

interface PaidFees {
  /** Those paid whole, locked, the newest first, with what each brought to the chain. */
  paidOrders: { order: Order; fees: Fees }[]
  /** Paid and not owed. */
  over: Fees
  /** Owed and not paid. */
  missing: Fees
}

export async function findPaidFees(
  books: Books,
  { chain, items }: Pick<StandingCharge, 'chain' | 'items'>,
): Promise<PaidFees> {
  const ids = await listOrderIdsOfChains(books.tx, [chain])
  const orders = (await lockOrders(books.tx, { ids }))
    .filter(({ paid, amount }) => paid === amount && amount > 0)
    .sort((one, other) => other.createdAt.getTime() - one.createdAt.getTime())
  const all = await listOrderItems(
    books.tx,
    orders.map(({ id }) => id),
  )
  const brought = all.filter((item) => item.chain === chain)
  const owed = items.map(({ key: fee, amount }) => ({ fee, amount }))
  return {
    paidOrders: orders.map((order) => ({
      order,
      fees: summed(brought.filter(({ orderId }) => orderId === order.id)),
    })),
    over: summed([...brought, ...negated(owed)]),
    missing: summed([...owed, ...negated(brought)]),
  }
}

/**
 * Books what was paid for fees that are owed no more under those that are owed now, as far as it reaches: a fee that only has
 * another name is paid. The receipts of these orders are replaced.
 */
export async function rebookFees(books: Books, charge: StandingCharge): Promise<void> {
  const { paidOrders, over, missing } = await findPaidFees(books, charge)
  for (const { order, fees } of paidOrders) {
    const left = [...missing].reduce((sum, [, amount]) => sum + amount, 0)
    const from = takeOut(over, shared(fees, over), left)
    const moved = from.reduce((sum, { amount }) => sum + amount, 0)
    if (moved === 0) continue
    const wanted = [...missing].map(([fee, amount]) => ({ fee, amount }))
    await rebook(books, order, charge, [...negated(from), ...takeOut(missing, wanted, moved)])
  }
}

/** What of the fees an order brought is owed no more: taken out of `over`, so that the next order finds the rest. */
export function takeOver(fees: Fees, over: Fees): FeeSum[] {
  return negated(takeOut(over, shared(fees, over)))
}

async function rebook(
  books: Books,
  { id: orderId, agencyId, lastSeq: seq }: Order,
  { id: chargeId, chain }: StandingCharge,
  changes: readonly FeeSum[],
): Promise<void> {
  const items = changes.map(({ fee, amount }) => ({ orderId, seq, chargeId, chain, fee, amount }))
  await insertOrderItems(books.tx, items)
  await post(books, {
    kind: 'rebook',
    cause: newId(books.now.getTime()),
    orderId,
    transferId: null,
    sides: changes.map(({ fee, amount }) => ({ agencyId, kind: 'fee', sub: fee, amount: -amount })),
  })
  await correctReceipt(books, orderId, 'Khoản thu đã nộp được xác định lại là khoản khác')
}

function summed(items: readonly FeeSum[]): Fees {
  const sums: Fees = new Map()
  for (const { fee, amount } of items) sums.set(fee, (sums.get(fee) ?? 0) + amount)
  return new Map([...sums].filter(([, amount]) => amount > 0))
}

function negated(items: readonly FeeSum[]): FeeSum[] {
  return items.map(({ fee, amount }) => ({ fee, amount: -amount }))
}

/** What both have, fee by fee. */
function shared(one: Fees, other: Fees): FeeSum[] {
  return [...one].flatMap(([fee, amount]) => {
    const least = Math.min(amount, other.get(fee) ?? 0)
    return least > 0 ? [{ fee, amount: least }] : []
  })
}

/** Takes these out of `fees`, at most so much of them together, and says what was taken. */
function takeOut(fees: Fees, wanted: readonly FeeSum[], most = Number.POSITIVE_INFINITY): FeeSum[] {
  let left = most
  return wanted.flatMap((one) => {
    const amount = Math.min(one.amount, left)
    if (amount === 0) return []
    left -= amount
    fees.set(one.fee, (fees.get(one.fee) ?? 0) - amount)
    return [{ fee: one.fee, amount }]
  })
}
