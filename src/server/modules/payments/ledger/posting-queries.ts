import { sql } from 'kysely'
import type { Tx } from '#server/platform/database/database.ts'

export interface NewPosting {
  kind: string
  cause: string
  orderId: string | null
  transferId: string | null
  at: Date
  /** Of Vietnamese time. */
  day: string
  /** `[ledger account, amount]`. */
  entries: readonly (readonly [number, number])[]
}

/** A posting with its entries in one statement; the same cause twice fails. That they sum to zero is checked at commit. */
export async function insertPosting(tx: Tx<'payments'>, posting: NewPosting): Promise<void> {
  const { kind, cause, orderId, transferId, at, day, entries } = posting
  const accounts = entries.map(([account]) => account)
  const amounts = entries.map(([, amount]) => amount)
  await sql`
    with written as (
      insert into payments.posting (kind, order_id, transfer_id, cause, at)
      values (${kind}, ${orderId}::uuid, ${transferId}::uuid, ${cause}::uuid, ${at}::timestamptz)
      returning id)
    insert into payments.entry (posting_id, ledger_account_id, amount, day)
    select written.id, side.account, side.amount, ${day}::date
      from written, unnest(${accounts}::int[], ${amounts}::bigint[]) as side (account, amount)`.execute(tx)
}

/**
 * Adds the entries of every transaction that can no longer be overtaken and is not summed up yet. Who reads a balance adds the
 * entries from `payments.day_sum_place` on: in one statement both are of one moment.
 */
export async function sumDays(tx: Tx<'payments'>): Promise<void> {
  await sql`select payments.sum_days()`.execute(tx)
}
