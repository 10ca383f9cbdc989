import { type Selectable, sql } from 'kysely'
import type { Tx } from '#server/platform/database/database.ts'
import type { PaymentsOrder, PaymentsOrderItem } from '#server/platform/schema.gen.ts'
import type { Base, OrderAction, OrderState } from '../model.ts'

/** Lệnh thanh toán: as its actions have made it, with the account it is to be paid to. */
export type Order = Omit<Selectable<PaymentsOrder>, 'state' | 'base'> & { state: OrderState; base: Base }

export interface OrderAccount {
  bin: string | null
  number: string | null
  holder: string | null
}

/** One fee of an order. */
export type OrderItem = Selectable<PaymentsOrderItem>

/** Orders by what is known of them. */
export type Which = { references: readonly string[] } | { ids: readonly string[] }

/** Those orders, locked until the work ends. The program's alone. */
export async function lockOrders(tx: Tx<'payments'>, which: Which): Promise<(Order & OrderAccount)[]> {
  const references = 'references' in which ? which.references : []
  const ids = 'ids' in which ? which.ids : []
  const { rows } = await sql<Order & OrderAccount>`
    select o.*, a.bin, a.number, a.holder
      from payments.lock_orders(${references}::text[], ${ids}::uuid[]) o
      left join payments.account a on a.id = o.account_id`.execute(tx)
  return rows
}

/** As far as this actor may see it. */
export async function findOrder(
  tx: Tx<'payments'>,
  by: { id: string } | { reference: string },
): Promise<(Order & OrderAccount) | undefined> {
  const [column, value] = 'id' in by ? (['id', by.id] as const) : (['reference', by.reference] as const)
  return tx
    .selectFrom('payments.order')
    .leftJoin('payments.account', 'payments.account.id', 'payments.order.accountId')
    .selectAll('payments.order')
    .select(['payments.account.bin', 'payments.account.number', 'payments.account.holder'])
    .where(`payments.order.${column}`, '=', value)
    .$castTo<Order & OrderAccount>()
    .executeTakeFirst()
}

/** Makes an order with this reference; false where the reference was given before. */
export async function insertOrder(
  tx: Tx<'payments'>,
  order: Pick<Order, 'id' | 'reference' | 'agencyId' | 'accountId' | 'payerId' | 'createdAt' | 'expiresAt'>,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows = 0n } = await tx
    .insertInto('payments.order')
    .values(order)
    .onConflict((conflict) => conflict.column('reference').doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows > 0n
}

export async function insertOrderAction(
  tx: Tx<'payments'>,
  orderId: string,
  { data, ...action }: OrderAction & { actorKind: string; actorId: string | null },
): Promise<void> {
  await tx
    .insertInto('payments.orderAction')
    .values({ orderId, ...action, data: JSON.stringify(data) })
    .execute()
}

export async function insertOrderItems(tx: Tx<'payments'>, items: readonly OrderItem[]): Promise<void> {
  const lines = items.filter(({ amount }) => amount !== 0)
  if (lines.length > 0) await tx.insertInto('payments.orderItem').values(lines).execute()
}

export async function listOrderItems(tx: Tx<'payments'>, orderIds: readonly string[]): Promise<OrderItem[]> {
  return orderIds.length === 0 ? [] : listItemsOf(tx, { ids: orderIds })
}

export async function listItemsOf(tx: Tx<'payments'>, which: Which): Promise<OrderItem[]> {
  const { rows } = await sql<OrderItem>`
    select * from payments.order_item where order_id ${isOne(which)} order by order_id, seq`.execute(tx)
  return rows
}

/** For SQL: that an identity is of one of these orders. */
export function isOne(which: Which) {
  if ('ids' in which) return sql`= any (${which.ids}::uuid[])`
  return sql`in (select id from payments."order" where reference = any (${which.references}::text[]))`
}

/** What an order happened to be, from its first action on. */
export async function listOrderActions(tx: Tx<'payments'>, orderId: string): Promise<OrderAction[]> {
  const rows = await tx
    .selectFrom('payments.orderAction')
    .selectAll()
    .where('orderId', '=', orderId)
    .orderBy('seq')
    .execute()
  return rows as OrderAction[]
}

/** Orders shown too long that nobody has paid anything for. */
export async function listToExpire(tx: Tx<'payments'>, now: Date, limit: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from payments."order"
     where base in ('created', 'pending', 'unknown') and paid = 0 and expires_at < ${now}::timestamptz
     order by expires_at limit ${limit}`.execute(tx)
  return rows.map(({ id }) => id)
}

/** What orders paid whole have brought to these chains, fee by fee. */
export async function listPaidByFee(
  tx: Tx<'payments'>,
  chains: readonly string[],
): Promise<{ chain: string; fee: string; amount: number }[]> {
  const { rows } = await sql<{ chain: string; fee: string; amount: number }>`
    select i.chain, i.fee, sum(i.amount)::bigint as amount
      from payments.order_item i join payments."order" o on o.id = i.order_id
     where i.chain = any (${chains}::uuid[]) and o.paid = o.amount
     group by i.chain, i.fee`.execute(tx)
  return rows
}
