/** A receipt takes its number in the very work that settles its order; the paper is set and signed afterwards. */
import { newId } from '#server/platform/id.ts'
import { localDay } from '#shared/dates.ts'
import type { Order } from '../books/order-queries.ts'
import { insertReceipt, type ReceiptItem } from '../books/receipt-queries.ts'
import type { Books } from '../keep-books.ts'
import type { Channel } from '../model.ts'
import type { Asked } from './asked.ts'

/** Numbers the receipt of an order that has just been paid whole. Comes last in a work: the series is locked until it ends. */
export async function numberReceipt(
  books: Books,
  order: Pick<Order, 'id' | 'agencyId' | 'amount'>,
  { items, charges }: Asked,
  channel: Channel,
): Promise<void> {
  const lines: ReceiptItem[] = items.map(({ chargeId, chain, fee, amount }) => {
    const charge = charges.find((one) => one.chain === chain)
    const name = charge?.items.find(({ key }) => key === fee)?.name ?? fee
    return { chargeId, title: charge?.title ?? '', key: fee, name, amount }
  })
  const year = Number(localDay(books.now).slice(0, 4))
  const series = `${String(year).slice(2)}TAA`
  const { id: orderId, agencyId, amount } = order
  await insertReceipt(books.tx, {
    id: newId(books.now.getTime()),
    agencyId,
    form: 'EBL01',
    series,
    year,
    orderId,
    payerId: charges[0]?.payerId ?? null,
    items: lines,
    amount,
    channel,
    numberedAt: books.now,
  })
}
