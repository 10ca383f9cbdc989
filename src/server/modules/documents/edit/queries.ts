import { type Selectable, sql } from 'kysely'
import type { Tx } from '#server/platform/database/database.ts'
import type {
  DocumentsLease,
  DocumentsRemark,
  DocumentsVersion,
  DocumentsWorkingText,
} from '#server/platform/schema.gen.ts'
import type { DocumentContent } from '../model.ts'

type LeaseRow = Selectable<DocumentsLease>
export type WorkingText = Omit<Selectable<DocumentsWorkingText>, 'content'> & { content: DocumentContent }
export type RemarkRow = Selectable<DocumentsRemark>
type VersionRow = Omit<Selectable<DocumentsVersion>, 'content'> & { content: DocumentContent }

/** Of one draft, those not settled first. */
export const mostListed = 500

export async function findLease(tx: Tx<'documents'>, documentId: string): Promise<LeaseRow | undefined> {
  return tx.selectFrom('documents.lease').selectAll().where('documentId', '=', documentId).executeTakeFirst()
}

/** Takes the turn where it is one's own, has ended, or nobody has it. False where another has it. */
export async function putLease(tx: Tx<'documents'>, row: LeaseRow): Promise<boolean> {
  const { rows } = await sql`
    insert into documents.lease as held (document_id, account_id, name, taken_at, until)
    values (${row.documentId}, ${row.accountId}, ${row.name}, ${row.takenAt}, ${row.until})
    on conflict (document_id) do nothing returning 1`.execute(tx)
  if (rows.length > 0) return true
  const changed = await tx
    .updateTable('documents.lease')
    .set((eb) => ({
      accountId: row.accountId,
      name: row.name,
      takenAt: eb
        .case()
        .when('accountId', '=', row.accountId)
        .then(eb.ref('takenAt'))
        .else(row.takenAt)
        .end(),
      until: row.until,
    }))
    .where('documentId', '=', row.documentId)
    .where(({ or, eb }) => or([eb('accountId', '=', row.accountId), eb('until', '<=', row.takenAt)]))
    .executeTakeFirst()
  return changed.numUpdatedRows > 0n
}

export async function deleteLease(tx: Tx<'documents'>, documentId: string, accountId: string): Promise<void> {
  await tx
    .deleteFrom('documents.lease')
    .where('documentId', '=', documentId)
    .where('accountId', '=', accountId)
    .execute()
}

export async function findWorkingText(
  tx: Tx<'documents'>,
  documentId: string,
): Promise<WorkingText | undefined> {
  return tx
    .selectFrom('documents.workingText')
    .selectAll()
    .where('documentId', '=', documentId)
    .$castTo<WorkingText>()
    .executeTakeFirst()
}

/** Writes the text that follows the one read before. False where another was saved since, or that one has become a version. */
export async function putWorkingText(
  tx: Tx<'documents'>,
  { content, ...row }: WorkingText,
  before: Pick<WorkingText, 'version' | 'isKept'> | undefined,
): Promise<boolean> {
  const values = { ...row, content: JSON.stringify(content) }
  if (row.revision === 1) {
    const added = await tx
      .insertInto('documents.workingText')
      .values(values)
      .onConflict((conflict) => conflict.column('documentId').doNothing())
      .executeTakeFirst()
    return (added.numInsertedOrUpdatedRows ?? 0n) > 0n
  }
  const { documentId, ...changed } = values
  const done = await tx
    .updateTable('documents.workingText')
    .set(changed)
    .where('documentId', '=', documentId)
    .where('revision', '=', row.revision - 1)
    .where('version', '=', before?.version ?? 0)
    .where('isKept', '=', before?.isKept ?? false)
    .executeTakeFirst()
  return done.numUpdatedRows > 0n
}

/** The text being written has become a version. */
export async function markKept(
  tx: Tx<'documents'>,
  {
    documentId,
    revision,
    version,
    writtenBy,
  }: Pick<WorkingText, 'documentId' | 'revision' | 'version' | 'writtenBy'>,
): Promise<boolean> {
  const done = await tx
    .updateTable('documents.workingText')
    .set({ isKept: true, version, writtenBy })
    .where('documentId', '=', documentId)
    .where('revision', '=', revision)
    .executeTakeFirst()
  return done.numUpdatedRows > 0n
}

export async function insertRemark(tx: Tx<'documents'>, row: RemarkRow): Promise<void> {
  await tx.insertInto('documents.remark').values(row).execute()
}

export async function listRemarks(tx: Tx<'documents'>, documentId: string): Promise<RemarkRow[]> {
  return tx
    .selectFrom('documents.remark')
    .selectAll()
    .where('documentId', '=', documentId)
    .orderBy('writtenAt')
    .limit(mostListed)
    .execute()
}

/** False where it was settled before, or is none of theirs to settle. */
export async function settle(
  tx: Tx<'documents'>,
  { id, documentId, by, at }: { id: string; documentId: string; by: string; at: Date },
): Promise<boolean> {
  const done = await tx
    .updateTable('documents.remark')
    .set({ settledBy: by, settledAt: at })
    .where('id', '=', id)
    .where('documentId', '=', documentId)
    .where('settledBy', 'is', null)
    .executeTakeFirst()
  return done.numUpdatedRows > 0n
}

/** The versions of a document, newest first, without their texts. */
export async function listVersions(
  tx: Tx<'documents'>,
  documentId: string,
): Promise<Pick<VersionRow, 'version' | 'draftedBy' | 'draftedAt' | 'subject'>[]> {
  return tx
    .selectFrom('documents.version')
    .select(['version', 'draftedBy', 'draftedAt', 'subject'])
    .where('documentId', '=', documentId)
    .orderBy('version', 'desc')
    .limit(mostListed)
    .execute()
}

export async function findVersion(
  tx: Tx<'documents'>,
  documentId: string,
  version: number,
): Promise<VersionRow | undefined> {
  return tx
    .selectFrom('documents.version')
    .selectAll()
    .where('documentId', '=', documentId)
    .where('version', '=', version)
    .$castTo<VersionRow>()
    .executeTakeFirst()
}

/** What others see change: who writes, what was saved, how much was remarked and decided. Of these drafts. */
export async function listMarks(
  tx: Tx<'documents'>,
  documentIds: readonly string[],
): Promise<{ id: string; mark: string }[]> {
  const { rows } = await sql<{ id: string; mark: string }>`
    select d.id, concat_ws(' ', d.last_seq, w.revision, w.is_kept, l.account_id, l.taken_at, l.until > now(),
             (select concat(count(*), '-', count(settled_at)) from documents.remark r where r.document_id = d.id),
             (select concat(count(*), '-', count(decided_at)) from documents.proposal p where p.document_id = d.id)) as mark
      from documents.document d
      left join documents.working_text w on w.document_id = d.id
      left join documents.lease l on l.document_id = d.id
     where d.id = any (${documentIds}::uuid[])`.execute(tx)
  return rows
}

/** Signed documents of these agencies with this number, newest year first. */
export async function findNumbered(
  tx: Tx<'documents'>,
  agencyIds: readonly string[],
  number: number,
  limit: number,
): Promise<{ id: string; title: string; symbol: string; subject: string }[]> {
  return tx
    .selectFrom('documents.document as d')
    .innerJoin('documents.version as v', (join) =>
      join.onRef('v.documentId', '=', 'd.id').onRef('v.version', '=', 'd.version'),
    )
    .select(['d.id', 'v.title', 'd.symbol', 'v.subject'])
    .where('d.agencyId', 'in', [...agencyIds, ''])
    .where('d.source', '=', 'agency')
    .where('d.status', '=', 'issued')
    .where('d.number', '=', number)
    .orderBy('d.year', 'desc')
    .limit(limit)
    .$narrowType<{ symbol: string }>()
    .execute()
}

/** Whether the draft lies before somebody in its approval route, where its text stands still. */
export async function isInRoute(tx: Tx<'documents'>, documentId: string): Promise<boolean> {
  const route = await tx
    .selectFrom('documents.route')
    .select('state')
    .where('documentId', '=', documentId)
    .executeTakeFirst()
  return route?.state === 'in_route'
}

/** How far its route is; nobody sends or withdraws it before this transaction ends. */
export async function holdRoute(tx: Tx<'documents'>, documentId: string): Promise<string | undefined> {
  const { rows } = await sql<{
    state: string | null
  }>`select documents.hold_route(${documentId}) as state`.execute(tx)
  return rows[0]?.state ?? undefined
}
