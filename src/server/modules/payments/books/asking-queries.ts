import { sql } from 'kysely'
import type { Tx } from '#server/platform/database/database.ts'
import type { Gateway } from '../gateways/port.ts'

/**
 * From now on these gateways are asked about an order: the one the payer went to, or those that tell of the account it is to
 * be paid to. One that is asked already begins anew.
 */
export async function insertAsking(
  tx: Tx<'payments'>,
  ask: { orderId: string; accountId: string | null; gateway: string | null; since: Date; nextAt: Date },
): Promise<void> {
  await sql`
    insert into payments.asking as a (order_id, gateway, since, next_at)
    select ${ask.orderId}::uuid, g.id, ${ask.since}::timestamptz, ${ask.nextAt}::timestamptz
      from payments.gateway g
     where g.is_active and case when ${ask.gateway}::text is not null then g.id = ${ask.gateway}
                               else g.kind = 'notice' and (g.account_id is null or g.account_id = ${ask.accountId}::uuid) end
    on conflict (order_id, gateway) do update set since = excluded.since, next_at = excluded.next_at, tries = 0`.execute(
    tx,
  )
}

export interface Asking extends Gateway {
  orderId: string
  reference: string
  createdAt: Date
  since: Date
  tries: number
}

/** What is to be asked now; orders that are whole or given up are asked about no more. */
export async function listAsking(tx: Tx<'payments'>, now: Date, limit: number): Promise<Asking[]> {
  await sql`
    delete from payments.asking a using payments."order" o
     where o.id = a.order_id and a.next_at <= ${now}::timestamptz and (o.paid = o.amount or o.base = 'cancelled')`.execute(
    tx,
  )
  const { rows } = await sql<Asking>`
    select a.order_id, o.reference, o.created_at, a.since, a.tries, g.id, g.kind, g.name, g.base_url, g.merchant
      from payments.asking a join payments."order" o on o.id = a.order_id join payments.gateway g on g.id = a.gateway
     where a.next_at <= ${now}::timestamptz order by a.next_at limit ${limit}`.execute(tx)
  return rows
}

/** Asks again then, or, where that is null, not any more. */
export async function putOff(
  tx: Tx<'payments'>,
  { orderId, id: gateway }: Pick<Asking, 'orderId' | 'id'>,
  nextAt: Date | null,
): Promise<void> {
  if (nextAt) {
    await sql`update payments.asking set tries = tries + 1, next_at = ${nextAt}::timestamptz
               where order_id = ${orderId}::uuid and gateway = ${gateway}`.execute(tx)
  } else {
    await sql`delete from payments.asking where order_id = ${orderId}::uuid and gateway = ${gateway}`.execute(
      tx,
    )
  }
}
