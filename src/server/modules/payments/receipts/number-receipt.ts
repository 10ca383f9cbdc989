/** A receipt takes its number in the very work that settles its order; the paper is set and signed afterwards. */
import { sql } from 'kysely'
import { newId } from '#server/platform/id.ts'
import { localDay } from '#shared/dates.ts'
import type { Books } from '../keep-books.ts'
import type { Channel } from '../model.ts'
import type { Order } from '../orders/order-queries.ts'
import type { Asked } from '../settle/bring-money.ts'

/** One line of a receipt. */
export interface ReceiptItem {
  chargeId: string
  title: string
  key: string
  name: string
  amount: number
}

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
  const { id, agencyId, amount } = order
  await sql`
    with taken as (
      insert into payments.receipt_series as s (agency_id, form, series, year, last)
      values (${agencyId}, 'EBL01', ${series}, ${year}::int, 1)
      on conflict (agency_id, form, series, year) do update set last = s.last + 1
      returning last)
    insert into payments.receipt (id, agency_id, form, series, year, number, order_id, payer_id, items, amount, channel, numbered_at)
    select ${newId(books.now.getTime())}::uuid, ${agencyId}, 'EBL01', ${series}, ${year}::int, last, ${id}::uuid,
           ${charges[0]?.payerId ?? null}::uuid, ${JSON.stringify(lines)}::jsonb, ${amount}::bigint, ${channel}, ${books.now}::timestamptz
      from taken`.execute(books.tx)
}
