/** SQL on results made public: written by the program, read by anybody. */
import type { Selectable } from 'kysely'
import type { Tx } from '#server/platform/database/database.ts'
import type { DossiersPublished } from '#server/platform/schema.gen.ts'
import type { LocalDay } from '#shared/dates.ts'

type Db = Tx<'dossiers'>

export interface Fact {
  label: string
  text: string
}

export type Published = Omit<Selectable<DossiersPublished>, 'facts' | 'endedAt'> & { facts: Fact[] }

/** In the place of another result of the dossier. Once: a second time changes nothing. */
export async function insertPublished(tx: Db, { facts, ...row }: Published): Promise<void> {
  await tx
    .updateTable('dossiers.published')
    .set({ endedAt: row.publishedAt })
    .where('dossierId', '=', row.dossierId)
    .where('documentId', '<>', row.documentId)
    .where('endedAt', 'is', null)
    .execute()
  await tx
    .insertInto('dossiers.published')
    .values({ ...row, facts: JSON.stringify(facts) })
    .onConflict((conflict) => conflict.column('documentId').doNothing())
    .execute()
}

export async function endPublished(tx: Db, documentId: string, at: Date): Promise<void> {
  await tx
    .updateTable('dossiers.published')
    .set({ endedAt: at })
    .where('documentId', '=', documentId)
    .where('endedAt', 'is', null)
    .execute()
}

/** What is public on a day, the newest first. */
export async function selectPublished(
  tx: Db,
  {
    day,
    agencyId,
    offset,
    limit,
  }: { day: LocalDay; agencyId?: string | undefined; offset: number; limit: number },
): Promise<Published[]> {
  let query = tx
    .selectFrom('dossiers.published')
    .selectAll()
    .where('endedAt', 'is', null)
    .where('until', '>=', day)
  if (agencyId) query = query.where('agencyId', '=', agencyId)
  return query
    .orderBy('signedOn', 'desc')
    .orderBy('dossierId')
    .offset(offset)
    .limit(limit)
    .$castTo<Published>()
    .execute()
}
