/** SQL on who is away. */
import type { Insertable, Selectable } from 'kysely'
import type { Tx } from '#server/platform/database/database.ts'
import type { DocumentsAbsence } from '#server/platform/schema.gen.ts'
import type { LocalDay } from '#shared/dates.ts'

type Db = Tx<'documents'>
export type Absence = Selectable<DocumentsAbsence>

export async function insertAbsence(tx: Db, row: Insertable<DocumentsAbsence>): Promise<void> {
  await tx.insertInto('documents.absence').values(row).execute()
}

/** Who of these agencies is away on that day, or of the days to come. */
export function listAbsences(
  tx: Db,
  agencyIds: readonly string[],
  { from, to }: { from: LocalDay; to?: LocalDay },
): Promise<Absence[]> {
  let query = tx
    .selectFrom('documents.absence')
    .selectAll()
    .where('agencyId', 'in', [...agencyIds, ''])
    .where('endedAt', 'is', null)
    .where('toOn', '>=', from)
    .orderBy('fromOn')
    .orderBy('id')
    .limit(200)
  if (to) query = query.where('fromOn', '<=', to)
  return query.execute()
}

/** False where there is none such that this actor may end. */
export async function endAbsenceRow(tx: Db, id: string, at: Date): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('documents.absence')
    .set({ endedAt: at })
    .where('id', '=', id)
    .where('endedAt', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
