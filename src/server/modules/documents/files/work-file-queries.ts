/** SQL of work files and what lies in them. */
import { type Insertable, type Selectable, type SqlBool, sql, type Updateable } from 'kysely'
import type { Tx } from '#server/platform/database/database.ts'
import type {
  DocumentsFiled,
  DocumentsFiledPart,
  DocumentsHold,
  DocumentsWorkFile,
} from '#server/platform/schema.gen.ts'

export type WorkFile = Selectable<DocumentsWorkFile>
export type Filed = Selectable<DocumentsFiled>
export type FiledPart = Omit<Selectable<DocumentsFiledPart>, 'size'> & { size: number }
/** A line of the list with the further files of its document. */
export type FiledWhole = Filed & { parts: FiledPart[] }
export type Hold = Selectable<DocumentsHold>

export type WorkFileTab = 'open' | 'closed' | 'ending' | 'gone'

export interface WorkFileRow extends WorkFile {
  documents: number
  isHeld: boolean
}

/** False where the agency has one of this code already. */
export async function insertWorkFile(
  tx: Tx<'documents'>,
  row: Insertable<DocumentsWorkFile>,
): Promise<boolean> {
  const added = await tx
    .insertInto('documents.workFile')
    .values(row)
    .onConflict((conflict) => conflict.columns(['agencyId', 'code']).doNothing())
    .executeTakeFirst()
  return (added.numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** The work file of these agencies, locked until the work ends. */
export async function lockWorkFile(
  tx: Tx<'documents'>,
  agencyIds: readonly string[],
  id: string,
): Promise<WorkFile | undefined> {
  return ofAgencies(tx, agencyIds).selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
}

/** The same of several, in one order for everyone. */
export async function lockWorkFiles(
  tx: Tx<'documents'>,
  agencyIds: readonly string[],
  ids: readonly string[],
): Promise<void> {
  await ofAgencies(tx, agencyIds).select('id').where('id', 'in', ids).orderBy('id').forUpdate().execute()
}

/** The same of whatever agency, for the program. */
export async function lockAnyWorkFile(tx: Tx<'documents'>, id: string): Promise<WorkFile | undefined> {
  return tx.selectFrom('documents.workFile').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
}

export async function findWorkFile(
  tx: Tx<'documents'>,
  agencyIds: readonly string[],
  id: string,
): Promise<WorkFile | undefined> {
  return ofAgencies(tx, agencyIds).selectAll().where('id', '=', id).executeTakeFirst()
}

export async function changeWorkFile(
  tx: Tx<'documents'>,
  id: string,
  change: Updateable<DocumentsWorkFile>,
): Promise<void> {
  await tx.updateTable('documents.workFile').set(change).where('id', '=', id).execute()
}

/** The next end of one that stands: its day at the archive, or its last day. */
const end = sql`least(case when transferred_at is null then archive_by end, keep_until)`

function inTab(tab: WorkFileTab, soon: string) {
  switch (tab) {
    case 'open':
      return sql<SqlBool>`closed_at is null`
    case 'closed':
      return sql<SqlBool>`closed_at is not null and destroyed_at is null`
    case 'ending':
      return sql<SqlBool>`destroyed_at is null and ${end} <= ${soon}::date`
    case 'gone':
      return sql<SqlBool>`destroyed_at is not null`
  }
}

/** Where a page of the list goes on: after the work file opened at this moment, or whose end is this day. */
export interface WorkFilePlace {
  at: Date | string
  id: string
}

/** The newest first, or what ends first, from a place on; with how much lies in each. However far, the index is entered there. */
export async function listRows(
  tx: Tx<'documents'>,
  agencyIds: readonly string[],
  { tab, soon }: { tab: WorkFileTab; soon: string },
  { limit, after }: { limit: number; after: WorkFilePlace | undefined },
): Promise<(WorkFileRow & { ends: string | null })[]> {
  const isEnding = tab === 'ending'
  const order = isEnding ? sql`${end}, id` : sql`opened_at desc, id desc`
  const from = !after
    ? sql``
    : isEnding
      ? sql`and (${end}, id) > (${after.at}::date, ${after.id}::uuid)`
      : sql`and (opened_at, id) < (${after.at}::timestamptz, ${after.id}::uuid)`
  // Agency by agency: of several at once no index has an order.
  const { rows } = await sql<WorkFileRow & { ends: string | null }>`
    select f.*, ${end}::text as ends,
           (select count(*)::int from documents.filed i where i.work_file_id = f.id and i.taken_out_at is null) as documents,
           exists (select from documents.hold h where h.work_file_id = f.id and h.released_at is null) as is_held
      from (select f.* from unnest(${agencyIds}::text[]) as own (of_agency), lateral (
              select * from documents.work_file where agency_id = own.of_agency and ${inTab(tab, soon)} ${from}
               order by ${order} limit ${limit}) f
             order by ${order} limit ${limit}) f
     order by ${order}`.execute(tx)
  return rows
}

/** Open ones to choose from, the newest first. */
export async function listOpen(
  tx: Tx<'documents'>,
  agencyIds: readonly string[],
  limit: number,
): Promise<WorkFile[]> {
  return ofAgencies(tx, agencyIds)
    .selectAll()
    .where('closedAt', 'is', null)
    .orderBy('openedAt', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute()
}

/** Of these agencies the work files this document lies in. */
export async function listHolding(
  tx: Tx<'documents'>,
  agencyIds: readonly string[],
  documentId: string,
): Promise<Pick<WorkFile, 'id' | 'code' | 'title'>[]> {
  return tx
    .selectFrom('documents.filed as i')
    .innerJoin('documents.workFile as f', 'f.id', 'i.workFileId')
    .select(['f.id', 'f.code', 'f.title'])
    .where('i.documentId', '=', documentId)
    .where('i.takenOutAt', 'is', null)
    .where('f.agencyId', 'in', [...agencyIds, ''])
    .orderBy('f.openedAt', 'desc')
    .limit(20)
    .execute()
}

/** What lies in it, in its order. */
export async function listFiled(tx: Tx<'documents'>, workFileId: string): Promise<Filed[]> {
  return tx
    .selectFrom('documents.filed')
    .selectAll()
    .where('workFileId', '=', workFileId)
    .where('takenOutAt', 'is', null)
    .orderBy('position')
    .limit(mostFiled)
    .execute()
}

/** The same with the further files of each document. */
export async function listFiledWhole(tx: Tx<'documents'>, workFileId: string): Promise<FiledWhole[]> {
  const filed = await listFiled(tx, workFileId)
  const parts = await tx
    .selectFrom('documents.filedPart as p')
    .innerJoin('documents.filed as f', 'f.id', 'p.filedId')
    .selectAll('p')
    .where('f.workFileId', '=', workFileId)
    .where('f.takenOutAt', 'is', null)
    .orderBy('p.filedId')
    .orderBy('p.position')
    .limit(mostFiled * 60)
    .execute()
  const of = Map.groupBy(
    parts.map((part) => ({ ...part, size: Number(part.size) })),
    ({ filedId }) => filedId,
  )
  return filed.map((one) => ({ ...one, parts: of.get(one.id) ?? [] }))
}

export async function insertParts(
  tx: Tx<'documents'>,
  rows: Insertable<DocumentsFiledPart>[],
): Promise<void> {
  if (rows.length > 0) await tx.insertInto('documents.filedPart').values(rows).execute()
}

/** One work file holds no more; then comes the next volume. */
export const mostFiled = 1000

/** False where the document lies in it already. */
export async function insertFiled(tx: Tx<'documents'>, row: Insertable<DocumentsFiled>): Promise<boolean> {
  const { rows } = await sql<{ one: number }>`
    select 1 as one from documents.filed
     where work_file_id = ${row.workFileId} and document_id = ${row.documentId ?? null} and taken_out_at is null`.execute(
    tx,
  )
  if (rows.length > 0) return false
  await tx.insertInto('documents.filed').values(row).execute()
  return true
}

export async function changeFiled(
  tx: Tx<'documents'>,
  id: string,
  change: Updateable<DocumentsFiled>,
): Promise<void> {
  await tx.updateTable('documents.filed').set(change).where('id', '=', id).execute()
}

export async function listHolds(tx: Tx<'documents'>, workFileId: string): Promise<Hold[]> {
  return tx
    .selectFrom('documents.hold')
    .selectAll()
    .where('workFileId', '=', workFileId)
    .orderBy('placedAt', 'desc')
    .limit(100)
    .execute()
}

export async function insertHold(tx: Tx<'documents'>, row: Insertable<DocumentsHold>): Promise<void> {
  await tx.insertInto('documents.hold').values(row).execute()
}

/** False where it was ended meanwhile. */
export async function endHold(
  tx: Tx<'documents'>,
  { id, ...ended }: Pick<Hold, 'id' | 'workFileId' | 'releasedBy' | 'releasedAt' | 'releasedWhy'>,
): Promise<boolean> {
  const { workFileId, ...release } = ended
  const changed = await tx
    .updateTable('documents.hold')
    .set(release)
    .where('id', '=', id)
    .where('workFileId', '=', workFileId)
    .where('releasedAt', 'is', null)
    .executeTakeFirst()
  return changed.numUpdatedRows > 0n
}

/** The work files a document lies in, kept as they are until the work ends: whoever places an order comes before or after. */
export async function keepWorkFilesOf(tx: Tx<'documents'>, documentId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from documents.work_file
     where id in (select work_file_id from documents.filed where document_id = ${documentId}::uuid and taken_out_at is null)
     order by id for share`.execute(tx)
  return rows.map(({ id }) => id)
}

/** Whether an order to keep stands on one of these. */
export async function hasHold(tx: Tx<'documents'>, workFileIds: readonly string[]): Promise<boolean> {
  if (workFileIds.length === 0) return false
  const found = await tx
    .selectFrom('documents.hold')
    .select('id')
    .where('workFileId', 'in', workFileIds)
    .where('releasedAt', 'is', null)
    .limit(1)
    .executeTakeFirst()
  return found !== undefined
}

export interface Ending {
  id: string
  agencyId: string
  code: string
  /** Whom the list of its year names, else whoever opened it. */
  responsible: string
  what: 'archive' | 'keep'
  day: string
}

/** What ends until this day and nobody was warned of. */
export async function listToWarn(tx: Tx<'documents'>, until: string, limit: number): Promise<Ending[]> {
  const { rows } = await sql<Ending>`
    select id, agency_id, code, coalesce(responsible, opened_by) as responsible, 'archive' as what, archive_by::text as day from documents.work_file
     where archive_by <= ${until}::date and transferred_at is null and destroyed_at is null and archive_warned_at is null
    union all
    select id, agency_id, code, coalesce(responsible, opened_by), 'keep', keep_until::text from documents.work_file
     where keep_until <= ${until}::date and destroyed_at is null and keep_warned_at is null
     limit ${limit}`.execute(tx)
  return rows
}

function ofAgencies(tx: Tx<'documents'>, agencyIds: readonly string[]) {
  return tx.selectFrom('documents.workFile').where('agencyId', 'in', [...agencyIds, ''])
}
