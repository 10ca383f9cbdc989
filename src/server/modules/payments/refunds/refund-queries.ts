/** SQL on refunds and on the money they give back: written by the program alone. */
import { type Insertable, type Selectable, sql, type Updateable } from 'kysely'
import type { Tx } from '#server/platform/database/database.ts'
import type { PaymentsRefund, PaymentsTransfer } from '#server/platform/schema.gen.ts'
import type { Channel } from '../model.ts'

type Db = Tx<'payments'>

export type RefundState = 'asked' | 'approved' | 'sent' | 'done' | 'declined' | 'failed'
export type RefundWay = 'bank' | 'gateway' | 'cash'

/** Hoàn trả, as it stands. */
export type Refund = Omit<Selectable<PaymentsRefund>, 'state' | 'way' | 'evidence'> & {
  state: RefundState
  way: RefundWay
  evidence: Record<string, unknown> | null
}

/** The same with what there is to know its money by. */
export type RefundLine = Refund & {
  /** Of the order in whose excess it counted. */
  reference: string | null
  payerId: string | null
  suspenseKind: string
  gateway: string | null
  transaction: string | null
  paidAt: Date | null
}

function refunds(tx: Db) {
  return tx
    .selectFrom('payments.refund as r')
    .innerJoin('payments.suspense as s', 's.id', 'r.suspenseId')
    .leftJoin('payments.order as o', 'o.id', 'r.orderId')
    .leftJoin('payments.transfer as t', 't.id', 'r.transferId')
    .selectAll('r')
    .select(['o.reference', 'o.payerId', 's.kind as suspenseKind', 't.gateway', 't.transaction', 't.paidAt'])
    .$castTo<RefundLine>()
}

export async function findRefund(tx: Db, id: string): Promise<RefundLine | undefined> {
  return refunds(tx).where('r.id', '=', id).executeTakeFirst()
}

/** Of these agencies, those that wait for somebody first, then the newest. */
export async function listRefundsOf(
  tx: Db,
  agencyIds: readonly string[],
  state: RefundState | undefined,
  limit: number,
): Promise<RefundLine[]> {
  let rows = refunds(tx).where('r.agencyId', 'in', agencyIds)
  if (state) rows = rows.where('r.state', '=', state)
  return rows
    .orderBy(sql`r.ended_at is not null`)
    .orderBy('r.askedAt', 'desc')
    .orderBy('r.id')
    .limit(limit)
    .execute()
}

/** False where a refund of this money is under way already, or was done. */
export async function insertRefund(tx: Db, row: Insertable<PaymentsRefund>): Promise<boolean> {
  const added = await tx
    .insertInto('payments.refund')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return (added.numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** Moves a refund on; false where it is no longer in one of these states. */
export async function moveRefund(
  tx: Db,
  id: string,
  from: readonly RefundState[],
  { evidence, ...to }: Omit<Updateable<PaymentsRefund>, 'evidence'> & { evidence?: object },
): Promise<boolean> {
  const moved = await tx
    .updateTable('payments.refund')
    .set({ ...to, ...(evidence ? { evidence: JSON.stringify(evidence) } : {}) })
    .where('id', '=', id)
    .where('state', 'in', from)
    .executeTakeFirst()
  return moved.numUpdatedRows > 0n
}

/** What is approved and goes back through the gateway it came by, the oldest first; for the program. */
export async function listToSend(tx: Db, limit: number): Promise<RefundLine[]> {
  return refunds(tx)
    .where('r.state', '=', 'approved')
    .where('r.way', '=', 'gateway')
    .orderBy('r.approvedAt')
    .limit(limit)
    .execute()
}

/** What a gateway was asked to give back and has said nothing of, the oldest first; for the program. */
export async function listUnanswered(tx: Db, limit: number): Promise<RefundLine[]> {
  return refunds(tx)
    .where('r.state', '=', 'sent')
    .where('r.way', '=', 'gateway')
    .orderBy('r.approvedAt')
    .limit(limit)
    .execute()
}

export type Origin = Omit<Selectable<PaymentsTransfer>, 'channel'> & {
  channel: Channel
  /** Whether all that goes back came with it: only then it is known to whom it belongs. */
  isWhole: boolean
}

/**
 * The money as it came: this transfer; or of what has counted towards the order, also while another held it, and is not on its way
 * back already: the newest that is large enough, else the largest, of which only a part is this money.
 */
export async function findOrigin(
  tx: Db,
  { transferId, orderId, amount }: { transferId: string | null; orderId: string | null; amount: number },
): Promise<Origin | undefined> {
  const { rows } = await sql<Origin>`
    with recursive holding as (
      select ${orderId}::uuid as order_id where ${transferId}::uuid is null
       union
      select s.order_id from holding h join payments.suspense s on s.assigned_to = h.order_id
       where s.transfer_id is null and s.order_id is not null),
    brought as (
      select a.transfer_id, sum(a.paid) as amount from holding h join payments.order_action a on a.order_id = h.order_id
       where a.transfer_id is not null and a.paid > 0 group by a.transfer_id),
    left_of as (
      select b.transfer_id, b.amount - coalesce((
               select sum(r.amount) from payments.refund r join payments.suspense s on s.id = r.suspense_id
                where r.transfer_id = b.transfer_id and s.transfer_id is null and r.state not in ('declined', 'failed')), 0) as amount
        from brought b
       union all
      select ${transferId}::uuid, ${amount}::bigint where ${transferId}::uuid is not null)
    select t.*, l.amount >= ${amount}::bigint as is_whole
      from left_of l join payments.transfer t on t.id = l.transfer_id
     order by is_whole desc, case when l.amount >= ${amount}::bigint then null else l.amount end desc nulls first, t.arrived_at desc
     limit 1`.execute(tx)
  return rows[0]
}
