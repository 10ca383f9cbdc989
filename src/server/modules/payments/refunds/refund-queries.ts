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

export type Origin = Omit<Selectable<PaymentsTransfer>, 'channel'> & { channel: Channel }

/** The money as it came: this transfer, or of what the order was paid by the newest that is large enough, else the newest. */
export async function findOrigin(
  tx: Db,
  { transferId, orderId, amount }: { transferId: string | null; orderId: string | null; amount: number },
): Promise<Origin | undefined> {
  let transfers = tx.selectFrom('payments.transfer').selectAll()
  if (transferId) transfers = transfers.where('id', '=', transferId)
  else if (orderId) transfers = transfers.where('orderId', '=', orderId)
  else return undefined
  return transfers
    .orderBy(sql`amount >= ${amount}`, 'desc')
    .orderBy('arrivedAt', 'desc')
    .limit(1)
    .$castTo<Origin>()
    .executeTakeFirst()
}
