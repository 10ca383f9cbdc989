/** SQL that takes the numbers of receipts: one statement, the last of a work, since it locks the series until the work ends. */
import { sql } from 'kysely'
import type { Tx } from '#server/platform/database/database.ts'
import type { LocalDay } from '#shared/dates.ts'
import type { Channel } from '../model.ts'
import type { ReceiptRule } from './rules.ts'

type Db = Tx<'payments'>

interface ToNumber {
  id: string
  orderId: string
  channel: Channel
  form: ReceiptRule['form']
  day: LocalDay
  at: Date
  replaces: string | null
  checkCode: string
}

/**
 * Gives a receipt of what the order has been paid for the next number of its agency's series. True once it is numbered; false
 * where nobody said yet by which tax code the agency collects: then the receipt is owed. Refused by the database where
 * the order has one already.
 */
export async function numberReceipt(tx: Db, receipt: ToNumber): Promise<boolean> {
  const { id, orderId, channel, form, day, at, replaces, checkCode } = receipt
  const year = Number(day.slice(0, 4))
  const { rows } = await sql<{ isNumbered: boolean }>`
    with paid as (
      select o.id, o.agency_id, o.payer_id from payments."order" o where o.id = ${orderId}),
    lines as (
      select i.chain, i.fee, sum(i.amount)::bigint as amount, (array_agg(i.charge_id order by i.seq desc))[1] as charge_id
        from payments.order_item i where i.order_id = ${orderId} group by i.chain, i.fee having sum(i.amount) > 0),
    said as (
      select sum(l.amount)::bigint as amount,
             jsonb_agg(jsonb_build_object('chargeId', l.charge_id, 'title', c.title, 'key', l.fee, 'amount', l.amount,
               'name', coalesce((select item ->> 'name' from jsonb_array_elements(c.items) item where item ->> 'key' = l.fee limit 1), l.fee))
               order by c.made_at, c.id, l.fee) as items
        from lines l join payments.charge c on c.id = l.charge_id),
    collecting as (
      select p.agency_id, c.letters from paid p join payments.collector c on c.agency_id = p.agency_id
       where c.valid_from <= ${day}::date order by c.valid_from desc, c.entered_at desc limit 1),
    taken as (
      insert into payments.receipt_series as s (agency_id, form, series, year, last)
      select agency_id, ${form}, ${day.slice(2, 4)} || 'T' || letters, ${year}::integer, 1 from collecting
      on conflict (agency_id, form, series, year) do update set last = s.last + 1
      returning s.agency_id, s.series, s.last),
    numbered as (
      insert into payments.receipt (id, agency_id, form, series, year, number, order_id, payer_id, items, amount, channel, numbered_at, replaces, check_code)
      select ${id}::uuid, t.agency_id, ${form}, t.series, ${year}::integer, t.last, p.id, p.payer_id, s.items, s.amount, ${channel}, ${at}::timestamptz, ${replaces}::uuid, ${checkCode}
        from taken t, paid p, said s),
    owed as (
      insert into payments.receipt_owed (order_id, agency_id, channel, since)
      select p.id, p.agency_id, ${channel}, ${at}::timestamptz from paid p where not exists (select from taken)
      on conflict do nothing)
    select exists (select from taken) as is_numbered`.execute(tx)
  return rows[0]?.isNumbered ?? false
}

/** What an agency owes, the oldest first. */
export async function listOwed(
  tx: Db,
  agencyId: string,
  limit: number,
): Promise<{ orderId: string; channel: Channel }[]> {
  return tx
    .selectFrom('payments.receiptOwed')
    .select(['orderId', 'channel'])
    .where('agencyId', '=', agencyId)
    .orderBy('since')
    .orderBy('orderId')
    .limit(limit)
    .$castTo<{ orderId: string; channel: Channel }>()
    .execute()
}

/** True for who ends the debt: of two who try, the other finds nothing. */
export async function endOwed(tx: Db, orderId: string): Promise<boolean> {
  const ended = await tx.deleteFrom('payments.receiptOwed').where('orderId', '=', orderId).executeTakeFirst()
  return ended.numDeletedRows > 0n
}

/** Agencies that owe receipts, with how many and since when; for the program. */
export async function sumOwed(tx: Db): Promise<{ agencyId: string; count: number; since: Date }[]> {
  return tx
    .selectFrom('payments.receiptOwed')
    .select(({ fn }) => ['agencyId', fn.countAll<number>().as('count'), fn.min('since').as('since')])
    .groupBy('agencyId')
    .orderBy('agencyId')
    .$castTo<{ agencyId: string; count: number; since: Date }>()
    .execute()
}
