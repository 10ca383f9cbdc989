/** SQL on who collects and by which tax code. */
import type { Selectable } from 'kysely'
import type { Tx } from '#server/platform/database/database.ts'
import type { PaymentsCollector } from '#server/platform/schema.gen.ts'
import type { LocalDay } from '#shared/dates.ts'

type Db = Tx<'payments'>

export type Collector = Selectable<PaymentsCollector>

/** What an agency's receipts bear on a day. */
export async function findCollector(tx: Db, agencyId: string, day: LocalDay): Promise<Collector | undefined> {
  return tx
    .selectFrom('payments.collector')
    .selectAll()
    .where('agencyId', '=', agencyId)
    .where('validFrom', '<=', day)
    .orderBy('validFrom', 'desc')
    .orderBy('enteredAt', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** Everything entered for these agencies, the newest first. */
export async function listCollectorRows(tx: Db, agencyIds: readonly string[]): Promise<Collector[]> {
  return tx
    .selectFrom('payments.collector')
    .selectAll()
    .where('agencyId', 'in', agencyIds)
    .orderBy('validFrom', 'desc')
    .orderBy('enteredAt', 'desc')
    .limit(500)
    .execute()
}

export async function insertCollector(tx: Db, row: Collector): Promise<void> {
  await tx.insertInto('payments.collector').values(row).execute()
}

/** Agencies somebody owes money to, of which nobody said by which tax code they collect; for the program. */
export async function listWithoutCollector(tx: Db, day: LocalDay): Promise<string[]> {
  const rows = await tx
    .selectFrom('payments.account as a')
    .select('a.agencyId')
    .distinct()
    .where('a.validTo', 'is', null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('payments.collector as c')
            .select('c.id')
            .whereRef('c.agencyId', '=', 'a.agencyId')
            .where('c.validFrom', '<=', day),
        ),
      ),
    )
    .orderBy('a.agencyId')
    .execute()
  return rows.map(({ agencyId }) => agencyId)
}
