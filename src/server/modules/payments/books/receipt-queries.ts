import { type Selectable, sql } from 'kysely'
import type { Tx } from '#server/platform/database/database.ts'
import type { PaymentsReceipt } from '#server/platform/schema.gen.ts'
import type { Channel } from '../model.ts'

/** One line of a receipt. */
export interface ReceiptItem {
  chargeId: string
  title: string
  key: string
  name: string
  amount: number
}

/** Biên lai: what an agency took, numbered when it was settled. */
export type Receipt = Omit<Selectable<PaymentsReceipt>, 'items' | 'channel' | 'state'> & {
  items: ReceiptItem[]
  channel: Channel
  state: 'numbered' | 'signed' | 'cancelled' | 'replaced'
}

type NewReceipt = Pick<
  Receipt,
  | 'id'
  | 'agencyId'
  | 'form'
  | 'series'
  | 'year'
  | 'orderId'
  | 'payerId'
  | 'items'
  | 'amount'
  | 'channel'
  | 'numberedAt'
>

/** Takes the next number of the series, which is locked from then on until the work ends. */
export async function insertReceipt(tx: Tx<'payments'>, receipt: NewReceipt): Promise<void> {
  const { id, agencyId, form, series, year, orderId, payerId, items, amount, channel, numberedAt } = receipt
  await sql`
    with taken as (
      insert into payments.receipt_series as s (agency_id, form, series, year, last)
      values (${agencyId}, ${form}, ${series}, ${year}::int, 1)
      on conflict (agency_id, form, series, year) do update set last = s.last + 1
      returning last)
    insert into payments.receipt (id, agency_id, form, series, year, number, order_id, payer_id, items, amount, channel, numbered_at)
    select ${id}::uuid, ${agencyId}, ${form}, ${series}, ${year}::int, last, ${orderId}::uuid, ${payerId}::uuid,
           ${JSON.stringify(items)}::jsonb, ${amount}::bigint, ${channel}, ${numberedAt}::timestamptz
      from taken`.execute(tx)
}
