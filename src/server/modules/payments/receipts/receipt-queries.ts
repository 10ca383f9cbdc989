/** SQL on receipts: rows are added by the program alone, and what becomes of them is their actions. */
import { type Insertable, type Selectable, sql } from 'kysely'
import type { Tx } from '#server/platform/database/database.ts'
import type { PaymentsReceipt, PaymentsReceiptAction } from '#server/platform/schema.gen.ts'
import type { Channel } from '../model.ts'

type Db = Tx<'payments'>

export interface ReceiptItem {
  chargeId: string
  title: string
  key: string
  name: string
  amount: number
}

export type ReceiptState = 'numbered' | 'signed' | 'cancelled' | 'replaced'

export type ReceiptRow = Omit<Selectable<PaymentsReceipt>, 'items' | 'channel' | 'state' | 'checkCode'> & {
  items: ReceiptItem[]
  checkCode: string
  channel: Channel
  state: ReceiptState
  /** Why it was cancelled or replaced, and when. */
  reason: string | null
  endedAt: Date | null
  /** What took its place. */
  replacedBy: string | null
  nextSeries: string | null
  nextNumber: number | null
  /** What it took the place of. */
  beforeSeries: string | null
  beforeNumber: number | null
}

function receipts(tx: Db) {
  return tx
    .selectFrom('payments.receipt as r')
    .leftJoin('payments.receipt as next', 'next.replaces', 'r.id')
    .leftJoin('payments.receipt as before', 'before.id', 'r.replaces')
    .leftJoin('payments.receiptAction as ended', (join) =>
      join.onRef('ended.receiptId', '=', 'r.id').on('ended.kind', 'in', ['cancel', 'replace']),
    )
    .selectAll('r')
    .select(['ended.reason', 'ended.at as endedAt', 'next.id as replacedBy'])
    .select(['next.series as nextSeries', 'next.number as nextNumber'])
    .select(['before.series as beforeSeries', 'before.number as beforeNumber'])
    .$castTo<ReceiptRow>()
}

export async function findReceipt(tx: Db, id: string): Promise<ReceiptRow | undefined> {
  return receipts(tx).where('r.id', '=', id).executeTakeFirst()
}

/** The receipts of an order, the oldest first; the last is the one that stands, if it does. */
export async function listReceiptsOf(tx: Db, orderId: string): Promise<ReceiptRow[]> {
  return receipts(tx)
    .where('r.orderId', '=', orderId)
    .orderBy('r.numberedAt')
    .orderBy('r.number')
    .limit(100)
    .execute()
}

/** What its receipt says of an order. */
export async function findPaidOrder(
  tx: Db,
  orderId: string,
): Promise<{ reference: string; paidAt: Date | null }> {
  return tx
    .selectFrom('payments.order')
    .select(['reference', 'paidAt'])
    .where('id', '=', orderId)
    .executeTakeFirstOrThrow()
}

/** Whether any fee of the order still counts as paid, after what it was lessened by. */
export async function isAnythingPaidFor(tx: Db, orderId: string): Promise<boolean> {
  const left = await tx
    .selectFrom('payments.orderItem')
    .select('chain')
    .where('orderId', '=', orderId)
    .groupBy(['chain', 'fee'])
    .having(({ fn }) => fn.sum('amount'), '>', 0)
    .limit(1)
    .executeTakeFirst()
  return left !== undefined
}

export interface ReceiptQuery {
  agencyIds: readonly string[]
  from: Date
  to: Date
  state?: ReceiptState | undefined
  channel?: Channel | undefined
  /** The last one seen. */
  after?: string | undefined
}

/** Those numbered in a span of time, the newest first; `limit` and one more, if there is one. */
export async function listReceiptRows(tx: Db, query: ReceiptQuery, limit: number): Promise<ReceiptRow[]> {
  const { agencyIds, from, to, state, channel, after } = query
  let rows = receipts(tx)
    .where('r.agencyId', 'in', agencyIds)
    .where('r.numberedAt', '>=', from)
    .where('r.numberedAt', '<', to)
  if (state) rows = rows.where('r.state', '=', state)
  if (channel) rows = rows.where('r.channel', '=', channel)
  if (after)
    rows = rows.where(
      sql<boolean>`(r.numbered_at, r.id) < (select p.numbered_at, p.id from payments.receipt p where p.id = ${after})`,
    )
  return rows
    .orderBy('r.numberedAt', 'desc')
    .orderBy('r.id', 'desc')
    .limit(limit + 1)
    .execute()
}

/** What was numbered, and what ended, within a span of time, in the order of their numbers. */
export async function listReceiptsTouched(
  tx: Db,
  agencyId: string,
  from: Date,
  to: Date,
): Promise<ReceiptRow[]> {
  return receipts(tx)
    .where('r.agencyId', '=', agencyId)
    .where(({ or, and, eb }) =>
      or([
        and([eb('r.numberedAt', '>=', from), eb('r.numberedAt', '<', to)]),
        eb('r.id', 'in', (inner) =>
          inner
            .selectFrom('payments.receiptAction as a')
            .select('a.receiptId')
            .where('a.kind', 'in', ['cancel', 'replace'])
            .where('a.at', '>=', from)
            .where('a.at', '<', to),
        ),
      ]),
    )
    .orderBy('r.year')
    .orderBy('r.series')
    .orderBy('r.number')
    .execute()
}

/** Whether there is such a receipt: none while it is owed. */
export async function isReceipt(tx: Db, id: string): Promise<boolean> {
  const row = await tx.selectFrom('payments.receipt').select('id').where('id', '=', id).executeTakeFirst()
  return row !== undefined
}

/** What is not signed yet, the oldest first. */
export async function listUnsigned(tx: Db, limit: number): Promise<string[]> {
  const rows = await tx
    .selectFrom('payments.receipt')
    .select('id')
    .where('state', '=', 'numbered')
    .where('isPast', '=', false)
    .orderBy('numberedAt')
    .limit(limit)
    .execute()
  return rows.map(({ id }) => id)
}

/** How many wait since before then to be signed. */
export async function countUnsignedBefore(tx: Db, before: Date): Promise<number> {
  const { count } = await tx
    .selectFrom('payments.receipt')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('state', '=', 'numbered')
    .where('isPast', '=', false)
    .where('numberedAt', '<', before)
    .executeTakeFirstOrThrow()
  return count
}

/** False where somebody acted on the receipt in between. */
export async function addReceiptAction(
  tx: Db,
  { data, ...row }: Omit<Insertable<PaymentsReceiptAction>, 'data'> & { data?: object },
): Promise<boolean> {
  const added = await tx
    .insertInto('payments.receiptAction')
    .values({ ...row, data: JSON.stringify(data ?? {}) })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return (added.numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** Of the receipts of a span of time that were paid in one way. */
export interface ChannelCount {
  channel: Channel
  issued: number
  /** Cancelled or replaced since. */
  ended: number
  /** Of those that stand, in đồng. */
  amount: number
}

/** How many receipts were issued in a span of time, by how they were paid: cash is counted apart. */
export async function countByChannel(
  tx: Db,
  { agencyIds, from, to }: Pick<ReceiptQuery, 'agencyIds' | 'from' | 'to'>,
): Promise<ChannelCount[]> {
  const { rows } = await sql<ChannelCount>`
    select r.channel, count(*) as issued, count(*) filter (where r.state in ('cancelled', 'replaced')) as ended,
           coalesce(sum(r.amount) filter (where r.state in ('numbered', 'signed')), 0)::bigint as amount
      from payments.receipt r
     where r.agency_id = any (${agencyIds}::text[]) and r.numbered_at >= ${from}::timestamptz and r.numbered_at < ${to}::timestamptz
     group by r.channel order by r.channel`.execute(tx)
  return rows
}
