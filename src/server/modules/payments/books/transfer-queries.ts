import { type Selectable, sql } from 'kysely'
import type { Tx } from '#server/platform/database/database.ts'
import type { PaymentsTransfer } from '#server/platform/schema.gen.ts'
import type { Channel } from '../model.ts'

/** Khoản tiền đến: money that came, once for each transaction of a gateway. */
export type Transfer = Omit<Selectable<PaymentsTransfer>, 'channel'> & { channel: Channel }

export async function findTransfer(
  tx: Tx<'payments'>,
  gateway: string,
  transaction: string,
): Promise<Transfer | undefined> {
  return tx
    .selectFrom('payments.transfer')
    .selectAll()
    .where('gateway', '=', gateway)
    .where('transaction', '=', transaction)
    .$castTo<Transfer>()
    .executeTakeFirst()
}

/** Whoever settles this transaction comes one after another until the work ends: it is known, or nobody else is about to make it known. */
export async function lockTransaction(
  tx: Tx<'payments'>,
  gateway: string,
  transaction: string,
): Promise<void> {
  const name = `payments.transfer ${gateway} ${transaction}`
  await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(tx)
}

/** Keeps money that came. */
export async function insertTransfer(tx: Tx<'payments'>, transfer: Transfer): Promise<void> {
  await tx.insertInto('payments.transfer').values(transfer).execute()
}

/** Whose account this is or was; for money that lies with a gateway whose account it collects for. */
export async function findAgencyPaid(
  tx: Tx<'payments'>,
  account: { bin: string; number: string } | null,
  gateway: string,
): Promise<string | undefined> {
  const { rows } = await sql<{ agencyId: string }>`
    select a.agency_id from payments.account a
     where (a.number = ${account?.number ?? null} and a.bin = ${account?.bin ?? null}
        or a.id = (select g.account_id from payments.gateway g where g.id = ${gateway}))
       and a.verified_at is not null
     order by (a.number = ${account?.number ?? null}) desc nulls last, a.valid_to desc nulls first limit 1`.execute(
    tx,
  )
  return rows[0]?.agencyId
}
