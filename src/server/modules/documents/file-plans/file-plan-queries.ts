/** SQL of the lists of work files. */
import { type Insertable, type Selectable, type SqlBool, sql, type Updateable } from 'kysely'
import type { Tx } from '#server/platform/database/database.ts'
import type { DocumentsFilePlan, DocumentsPlanEntry } from '#server/platform/schema.gen.ts'

export type FilePlan = Selectable<DocumentsFilePlan>
export type PlanEntry = Selectable<DocumentsPlanEntry>

/** An entry with how its work file stands. */
export interface EntryWithFile extends PlanEntry {
  fileCode: string | null
  closedAt: Date | null
  destroyedAt: Date | null
}

/** So many entries a list has at most; with a heading over each it is still one paper. */
export const mostEntries = 500

export async function listPlanYears(tx: Tx<'documents'>, agencyId: string): Promise<number[]> {
  const rows = await tx
    .selectFrom('documents.filePlan')
    .select('year')
    .where('agencyId', '=', agencyId)
    .orderBy('year', 'desc')
    .limit(100)
    .execute()
  return rows.map(({ year }) => year)
}

export async function findPlan(
  tx: Tx<'documents'>,
  agencyId: string,
  year: number,
): Promise<FilePlan | undefined> {
  return ofYear(tx, agencyId, year).executeTakeFirst()
}

/** The same, locked until the work ends: who writes in it and who approves it come one after the other. */
export async function lockPlan(
  tx: Tx<'documents'>,
  agencyId: string,
  year: number,
): Promise<FilePlan | undefined> {
  return ofYear(tx, agencyId, year).forUpdate().executeTakeFirst()
}

/** False where the agency has one of this year. */
export async function insertPlan(
  tx: Tx<'documents'>,
  row: Pick<FilePlan, 'agencyId' | 'year' | 'begunBy' | 'begunAt'>,
): Promise<boolean> {
  const added = await tx
    .insertInto('documents.filePlan')
    .values(row)
    .onConflict((conflict) => conflict.columns(['agencyId', 'year']).doNothing())
    .executeTakeFirst()
  return (added.numInsertedOrUpdatedRows ?? 0n) > 0n
}

export async function approvePlanRow(
  tx: Tx<'documents'>,
  { agencyId, year }: FilePlan,
  approval: { approvedBy: string; approvedAt: Date },
): Promise<void> {
  await tx
    .updateTable('documents.filePlan')
    .set(approval)
    .where('agencyId', '=', agencyId)
    .where('year', '=', year)
    .execute()
}

/** In the order in which they were written. */
export async function listEntries(
  tx: Tx<'documents'>,
  agencyId: string,
  year: number,
): Promise<EntryWithFile[]> {
  return tx
    .selectFrom('documents.planEntry as e')
    .leftJoin('documents.workFile as f', 'f.id', 'e.workFileId')
    .selectAll('e')
    .select(['f.code as fileCode', 'f.closedAt', 'f.destroyedAt'])
    .where('e.agencyId', '=', agencyId)
    .where('e.year', '=', year)
    .orderBy('e.id')
    .limit(mostEntries)
    .execute()
}

export async function findEntry(
  tx: Tx<'documents'>,
  agencyId: string,
  id: string,
): Promise<PlanEntry | undefined> {
  return entryOf(tx, agencyId, id).executeTakeFirst()
}

/** The same, locked until the work ends: of two who open its work file one is told that it is open. */
export async function lockEntry(
  tx: Tx<'documents'>,
  agencyId: string,
  id: string,
): Promise<PlanEntry | undefined> {
  return entryOf(tx, agencyId, id).forUpdate().executeTakeFirst()
}

export async function insertEntries(
  tx: Tx<'documents'>,
  rows: readonly Insertable<DocumentsPlanEntry>[],
): Promise<void> {
  if (rows.length > 0) await tx.insertInto('documents.planEntry').values(rows).execute()
}

export async function changeEntryRow(
  tx: Tx<'documents'>,
  id: string,
  change: Updateable<DocumentsPlanEntry>,
): Promise<void> {
  await tx.updateTable('documents.planEntry').set(change).where('id', '=', id).execute()
}

export async function removeEntryRow(tx: Tx<'documents'>, id: string): Promise<void> {
  await tx.deleteFrom('documents.planEntry').where('id', '=', id).execute()
}

export interface Outside {
  id: string
  code: string
  title: string
  retention: string
  openedBy: string
  openedAt: Date
}

/** Work files that were open in a span of time and stand in no entry of this year, the newest first. */
export async function listOutsideRows(
  tx: Tx<'documents'>,
  { agencyId, year, from, to }: { agencyId: string; year: number; from: Date; to: Date },
  limit: number,
): Promise<Outside[]> {
  return tx
    .selectFrom('documents.workFile as f')
    .select(['f.id', 'f.code', 'f.title', 'f.retention', 'f.openedBy', 'f.openedAt'])
    .where('f.agencyId', '=', agencyId)
    .where('f.openedAt', '<', to)
    .where(sql<SqlBool>`(f.closed_at is null or f.closed_at >= ${from})`)
    .where(
      sql<SqlBool>`not exists (select from documents.plan_entry e where e.work_file_id = f.id and e.year = ${year})`,
    )
    .orderBy('f.openedAt', 'desc')
    .orderBy('f.id', 'desc')
    .limit(limit)
    .execute()
}

function ofYear(tx: Tx<'documents'>, agencyId: string, year: number) {
  return tx
    .selectFrom('documents.filePlan')
    .selectAll()
    .where('agencyId', '=', agencyId)
    .where('year', '=', year)
}

function entryOf(tx: Tx<'documents'>, agencyId: string, id: string) {
  return tx
    .selectFrom('documents.planEntry')
    .selectAll()
    .where('agencyId', '=', agencyId)
    .where('id', '=', id)
}
