/** SQL on who outside the desk is asked: row policies show each their own. */
import type { Selectable } from 'kysely'
import type { Tx } from '#server/platform/database/database.ts'
import type { DossiersAsked } from '#server/platform/schema.gen.ts'
import type { SummarySection } from '#shared/form/show/summary.ts'

type Db = Tx<'dossiers'>

/** What is put before whoever is asked, as it was then. */
export interface Shown {
  code: string
  serviceName: string
  prerequisite: string
  basis: string
  applicantName: string
  agencyName: string
  question: string
  sections: SummarySection[]
}

export type Asked = Omit<Selectable<DossiersAsked>, 'shown' | 'answer'> & {
  shown: Shown
  answer: 'agreed' | 'refused' | null
}

export interface NewAsked {
  id: string
  dossierId: string
  openedSeq: number
  key: string
  who: string
  personNumber: string | null
  agencyId: string | null
  shown: Shown
  askedAt: Date
  dueAt: Date | null
}

export async function insertAsked(tx: Db, rows: readonly NewAsked[]): Promise<void> {
  if (rows.length === 0) return
  const values = rows.map(({ shown, ...row }) => ({ ...row, shown: JSON.stringify(shown) }))
  await tx.insertInto('dossiers.asked').values(values).execute()
}

/** No answer is awaited any more: of the whole dossier, of one prerequisite, or of one of those asked for it. */
export async function closeAsked(
  tx: Db,
  dossierId: string,
  at: Date,
  { key, who }: { key?: string; who?: readonly string[] } = {},
): Promise<void> {
  let query = tx
    .updateTable('dossiers.asked')
    .set({ closedAt: at })
    .where('dossierId', '=', dossierId)
    .where('closedAt', 'is', null)
  if (key !== undefined) query = query.where('key', '=', key)
  if (who !== undefined && who.length > 0) query = query.where('who', 'in', who)
  await query.execute()
}

export async function findAsked(tx: Db, id: string): Promise<Asked | undefined> {
  return tx.selectFrom('dossiers.asked').selectAll().where('id', '=', id).$castTo<Asked>().executeTakeFirst()
}

/** What was asked for one dossier, the newest first. */
export async function listAskedFor(tx: Db, dossierId: string): Promise<Asked[]> {
  return tx
    .selectFrom('dossiers.asked')
    .selectAll()
    .where('dossierId', '=', dossierId)
    .orderBy('askedAt', 'desc')
    .limit(50)
    .$castTo<Asked>()
    .execute()
}

/** What this person is asked and was asked, the newest first. */
export async function listAskedOfPerson(tx: Db, idNumber: string, limit: number): Promise<Asked[]> {
  return tx
    .selectFrom('dossiers.asked')
    .selectAll()
    .where('personNumber', '=', idNumber)
    .orderBy('askedAt', 'desc')
    .limit(limit)
    .$castTo<Asked>()
    .execute()
}

/** What these agencies are asked and have not answered, the first due first. */
export async function listAskedOfAgencies(
  tx: Db,
  agencyIds: readonly string[],
  limit: number,
): Promise<Asked[]> {
  return tx
    .selectFrom('dossiers.asked')
    .selectAll()
    .where('agencyId', 'in', agencyIds)
    .where('closedAt', 'is', null)
    .where('answer', 'is', null)
    .orderBy('dueAt')
    .limit(limit)
    .$castTo<Asked>()
    .execute()
}

/** Keeps what they said; false where nothing was awaited from them any more. */
export async function answer(
  tx: Db,
  id: string,
  given: { answer: string; note: string; answeredBy: string; answeredName: string; answeredAt: Date },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('dossiers.asked')
    .set(given)
    .where('id', '=', id)
    .where('answer', 'is', null)
    .where('closedAt', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
