import { type Selectable, sql } from 'kysely'
import type { Tx } from '#server/platform/database/database.ts'
import type { PaymentsCharge } from '#server/platform/schema.gen.ts'
import type { ChargeItem, Due } from '../model.ts'
import { isOne, type Which } from './order-queries.ts'

/** Khoản thu: the last of its chain counts. */
export type Charge = Omit<Selectable<PaymentsCharge>, 'items' | 'due'> & { items: ChargeItem[]; due: Due }

/** A charge that counts, and how far it is paid. */
export type StandingCharge = Charge & {
  /** What orders paid whole have brought to its chain. */
  paid: number
  /** The order that asks for it now; null where none does. */
  orderId: string | null
  /** What that order holds until it is whole, and what it still asks: for all the charges it is for. */
  held: number
  orderLeft: number | null
}

export interface Subject {
  subjectKind: string
  subjectId: string
}

/** Inserts charges; those whose subject and time have one already are left out. Gives the ones that are new. */
export async function insertCharges(tx: Tx<'payments'>, charges: readonly Charge[]): Promise<string[]> {
  if (charges.length === 0) return []
  const rows = await tx
    .insertInto('payments.charge')
    .values(charges.map((charge) => ({ ...charge, items: JSON.stringify(charge.items) })))
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute()
  return rows.map(({ id }) => id)
}

/** Whoever makes orders of these chains, or charges in their place, comes one after another until the work ends. */
export async function lockChains(tx: Tx<'payments'>, chains: readonly string[]): Promise<void> {
  await sql`
    select pg_advisory_xact_lock(hashtextextended('payments.charge ' || chain, 0))
      from (select unnest(${[...chains].sort()}::text[]) as chain) as wanted`.execute(tx)
}

/** Whether anything was ever charged to this person. */
export async function hasCharges(tx: Tx<'payments'>, payerId: string): Promise<boolean> {
  const found = await tx
    .selectFrom('payments.charge')
    .select('id')
    .where('payerId', '=', payerId)
    .where('amount', '>', 0)
    .limit(1)
    .executeTakeFirst()
  return found !== undefined
}

/** How many charges of this person that count are not paid whole. */
export async function countUnpaid(tx: Tx<'payments'>, payerId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from payments.charge c
     where c.payer_id = ${payerId}::uuid and c.amount > 0
       and not exists (select from payments.charge next where next.replaces = c.id)
       and c.amount > coalesce((select sum(i.amount) from payments.order_item i join payments."order" o on o.id = i.order_id
                                 where i.chain = c.chain and o.paid = o.amount), 0)`.execute(tx)
  return rows[0]?.count ?? 0
}

/** The items of these charges, whatever took their place. */
export async function listChargeItems(tx: Tx<'payments'>, ids: readonly string[]): Promise<ChargeItem[]> {
  const rows = await tx
    .selectFrom('payments.charge')
    .select('items')
    .where('id', 'in', [...ids])
    .$castTo<Pick<Charge, 'items'>>()
    .execute()
  return rows.flatMap(({ items }) => items)
}

/** What the fees are called that agencies' books have accounts for: by the newest charge of each. */
export async function listFeeNames(
  tx: Tx<'payments'>,
  agencyIds: readonly string[],
): Promise<{ fee: string; name: string }[]> {
  const { rows } = await sql<{ fee: string; name: string }>`
    select a.sub as fee, newest.name
      from payments.ledger_account a
     cross join lateral (
       select item ->> 'name' as name from payments.charge c, jsonb_array_elements(c.items) as item
        where c.agency_id = a.agency_id and item ->> 'key' = a.sub order by c.made_at desc limit 1) newest
     where a.kind = 'fee' and a.agency_id = any (${agencyIds}::text[])`.execute(tx)
  return rows
}

type Where =
  | { subject: Subject }
  | { ids: readonly string[] }
  | { chains: readonly string[] }
  | { orders: Which }
  | { payerId: string; limit: number }

/** The charges that count: of a subject, in whose chain these are, of an order, or of a payer, newest first. As far as this actor may see them. */
export async function listCharges(tx: Tx<'payments'>, where: Where): Promise<StandingCharge[]> {
  const { rows } = await sql<StandingCharge>`
    select c.*,
           coalesce((select sum(i.amount) from payments.order_item i join payments."order" o on o.id = i.order_id
                      where i.chain = c.chain and o.paid = o.amount), 0)::bigint as paid,
           open.id as order_id, coalesce(open.paid, 0) as held, open.amount - open.paid as order_left
      from payments.charge c
      left join lateral (
        select o.id, o.amount, o.paid from payments.order_item i join payments."order" o on o.id = i.order_id
         where i.chain = c.chain and o.base in ('created', 'pending', 'unknown') and o.paid < o.amount limit 1) open on true
     where not exists (select from payments.charge next where next.replaces = c.id)
       and ${which(where)}
     order by c.made_at desc, c.id desc
     limit ${'limit' in where ? where.limit : 1000}`.execute(tx)
  return rows
}

function which(where: Where) {
  if ('subject' in where)
    return sql`c.subject_kind = ${where.subject.subjectKind} and c.subject_id = ${where.subject.subjectId}::uuid`
  if ('ids' in where)
    return sql`c.chain in (select chain from payments.charge one where one.id = any (${where.ids}::uuid[]))`
  if ('orders' in where)
    return sql`c.chain in (select chain from payments.order_item i where i.order_id ${isOne(where.orders)})`
  if ('chains' in where) return sql`c.chain = any (${where.chains}::uuid[])`
  return sql`c.payer_id = ${where.payerId}::uuid`
}

/** The orders that have to do with these chains, oldest first, with what each asked of a chain. */
export async function listOrderIdsOfChains(tx: Tx<'payments'>, chains: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ orderId: string }>`
    select distinct order_id from payments.order_item where chain = any (${chains}::uuid[])`.execute(tx)
  return rows.map(({ orderId }) => orderId)
}
