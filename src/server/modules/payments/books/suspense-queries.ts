import { type Selectable, sql } from 'kysely'
import type { Tx } from '#server/platform/database/database.ts'
import { isId } from '#server/platform/id.ts'
import type { PaymentsSuspense, PaymentsSuspenseAction } from '#server/platform/schema.gen.ts'
import type { Channel, SuspenseKind } from '../model.ts'
import type { SuspenseReason } from '../rules.ts'

type Row = Selectable<PaymentsSuspense>

/** Tiền chưa vào đâu: as its actions have made it. */
export type Suspense = Omit<Row, 'kind' | 'reason' | 'state'> & {
  kind: SuspenseKind
  reason: SuspenseReason
  state: 'open' | 'proposed' | 'assigned' | 'returning' | 'returned'
}

export type NewSuspense = Pick<
  Suspense,
  'id' | 'agencyId' | 'kind' | 'amount' | 'orderId' | 'nearId' | 'transferId' | 'reason' | 'openedAt'
>

export type SuspenseActionKind = 'propose' | 'withdraw' | 'assign' | 'return' | 'return_failed' | 'returned'

export type SuspenseAction = Pick<
  Selectable<PaymentsSuspenseAction>,
  'actorKind' | 'actorId' | 'orderId' | 'reason' | 'at' | 'seq' | 'suspenseId'
> & { kind: SuspenseActionKind; data: Record<string, unknown> }

export async function insertSuspense(tx: Tx<'payments'>, row: NewSuspense): Promise<void> {
  await tx.insertInto('payments.suspense').values(row).execute()
}

export async function insertSuspenseAction(
  tx: Tx<'payments'>,
  { data, ...action }: SuspenseAction,
): Promise<void> {
  await tx
    .insertInto('payments.suspenseAction')
    .values({ ...action, data: JSON.stringify(data) })
    .execute()
}

export async function findSuspense(tx: Tx<'payments'>, id: string): Promise<Suspense | undefined> {
  return tx
    .selectFrom('payments.suspense')
    .selectAll()
    .where('id', '=', id)
    .$castTo<Suspense>()
    .executeTakeFirst()
}

/** The same, for whoever is to act on it: others who want to wait until this work ends. */
export async function lockSuspense(tx: Tx<'payments'>, id: string): Promise<Suspense | undefined> {
  if (!isId(id)) return undefined
  await sql`select pg_advisory_xact_lock(hashtextextended('payments.suspense ' || ${id}::text, 0))`.execute(
    tx,
  )
  return findSuspense(tx, id)
}

export async function listSuspenseActions(tx: Tx<'payments'>, id: string): Promise<SuspenseAction[]> {
  return tx
    .selectFrom('payments.suspenseAction')
    .selectAll()
    .where('suspenseId', '=', id)
    .orderBy('seq')
    .$castTo<SuspenseAction>()
    .execute()
}

/** Money in suspense with what there is to know it by. */
export type SuspenseLine = Suspense & {
  /** The orders' references. */
  reference: string | null
  near: string | null
  proposedReference: string | null
  gateway: string | null
  transaction: string | null
  memo: string | null
  paidAt: Date | null
  payerAccount: string | null
  payerBank: string | null
  transferAmount: number | null
}

/** What of these agencies waits, or has been dealt with, longest waiting first. */
export async function listSuspenseOf(
  tx: Tx<'payments'>,
  {
    agencyIds,
    ended,
    limit,
    id,
    kind,
  }: {
    agencyIds: readonly string[]
    ended: boolean
    limit: number
    id?: string
    kind?: SuspenseKind | undefined
  },
): Promise<SuspenseLine[]> {
  const { rows } = await sql<SuspenseLine>`
    select s.*, o.reference, near.reference as near, p.reference as proposed_reference,
           t.gateway, t.transaction, t.memo, t.paid_at, t.payer_account, t.payer_bank, t.amount as transfer_amount
      from payments.suspense s
      left join payments."order" o on o.id = s.order_id
      left join payments."order" near on near.id = s.near_id
      left join payments."order" p on p.id = s.proposed_for
      left join payments.transfer t on t.id = s.transfer_id
     where s.agency_id = any (${agencyIds}::text[])
       and ${id ? sql`s.id = ${id}::uuid` : sql`(s.ended_at is not null) = ${ended}`}
       and ${kind ? sql`s.kind = ${kind}` : sql`true`}
     order by ${ended ? sql`s.ended_at desc` : sql`s.opened_at`}, s.id limit ${limit}`.execute(tx)
  return rows
}

/** What of these agencies waits, by its kind: all of it, however much is listed. */
export async function sumSuspenseOf(
  tx: Tx<'payments'>,
  agencyIds: readonly string[],
): Promise<SuspenseSum[]> {
  const { rows } = await sql<SuspenseSum>`
    select kind, count(*)::integer as count, sum(amount)::bigint as amount from payments.suspense
     where agency_id = any (${agencyIds}::text[]) and ended_at is null group by kind`.execute(tx)
  return rows
}

export interface SuspenseSum {
  kind: SuspenseKind
  count: number
  /** In đồng. */
  amount: number
}

/** How this money came: by its transfer, or the newest one of the order it was held for. */
export async function channelOf(
  tx: Tx<'payments'>,
  { transferId, orderId }: Pick<Suspense, 'transferId' | 'orderId'>,
): Promise<Channel> {
  const { rows } = await sql<{ channel: Channel }>`
    select channel from payments.transfer
     where id = ${transferId}::uuid or ${transferId}::uuid is null and order_id = ${orderId}::uuid
     order by arrived_at desc limit 1`.execute(tx)
  return rows[0]?.channel ?? 'notice'
}
