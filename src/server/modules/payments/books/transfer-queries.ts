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

/** Keeps money that came; false where its transaction is kept already, by whoever committed first. */
export async function insertTransfer(tx: Tx<'payments'>, transfer: Transfer): Promise<boolean> {
  const { numInsertedOrUpdatedRows = 0n } = await tx
    .insertInto('payments.transfer')
    .values(transfer)
    .onConflict((conflict) => conflict.columns(['gateway', 'transaction']).doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows > 0n
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
