/** SQL of lists of work files to be destroyed. */
import { type Insertable, type Selectable, sql, type Updateable } from 'kysely'
import type { Tx } from '#server/platform/database/database.ts'
import type { DocumentsDisposal } from '#server/platform/schema.gen.ts'
import type { Filed, WorkFile } from './work-file-queries.ts'

export type Disposal = Selectable<DocumentsDisposal>

export type Candidate = Pick<WorkFile, 'id' | 'code' | 'title' | 'retention' | 'keepUntil'>

export interface DisposalItem extends Candidate {
  workFileId: string
  documents: number
  destroyedAt: Date | null
  keptWhy: string | null
}

/** A place in the order of what is over: the day it was kept until, and which. */
export interface OverPlace {
  keepUntil: string
  id: string
}

/**
 * Closed, over since before today, not held, in no other list that waits or is being done; the longest over first, from a place
 * in that order on. With `among` of these alone.
 */
export async function listOver(
  tx: Tx<'documents'>,
  agencyIds: readonly string[],
  today: string,
  { limit, after, among }: { limit: number; after?: OverPlace | undefined; among?: readonly string[] },
): Promise<Candidate[]> {
  const from = after ? sql`and (f.keep_until, f.id) > (${after.keepUntil}::date, ${after.id}::uuid)` : sql``
  const those = among ? sql`and f.id = any (${among}::uuid[])` : sql``
  const { rows } = await sql<Candidate>`
    select f.id, f.code, f.title, f.retention, f.keep_until::text as keep_until
      from unnest(${agencyIds}::text[]) as own (id), lateral (
        select * from documents.work_file f
         where f.agency_id = own.id and f.keep_until < ${today}::date and f.destroyed_at is null ${from} ${those}
           and not exists (select from documents.hold h where h.work_file_id = f.id and h.released_at is null offset 0)
           and not exists (select from documents.disposal_item i join documents.disposal d on d.id = i.disposal_id
                            where i.work_file_id = f.id and i.kept_why is null and d.is_approved is distinct from false offset 0)
         order by f.keep_until, f.id limit ${limit}) f
     order by f.keep_until, f.id limit ${limit}`.execute(tx)
  return rows
}

export async function insertDisposal(
  tx: Tx<'documents'>,
  row: Insertable<DocumentsDisposal>,
  workFileIds: readonly string[],
): Promise<void> {
  await tx.insertInto('documents.disposal').values(row).execute()
  await tx
    .insertInto('documents.disposalItem')
    .values(workFileIds.map((workFileId) => ({ disposalId: row.id, workFileId })))
    .execute()
}

export async function lockDisposal(tx: Tx<'documents'>, id: string): Promise<Disposal | undefined> {
  return tx.selectFrom('documents.disposal').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
}

export async function findDisposal(
  tx: Tx<'documents'>,
  agencyIds: readonly string[],
  id: string,
): Promise<Disposal | undefined> {
  return tx
    .selectFrom('documents.disposal')
    .selectAll()
    .where('id', '=', id)
    .where('agencyId', 'in', [...agencyIds, ''])
    .executeTakeFirst()
}

export async function changeDisposal(
  tx: Tx<'documents'>,
  id: string,
  change: Updateable<DocumentsDisposal>,
): Promise<void> {
  await tx.updateTable('documents.disposal').set(change).where('id', '=', id).execute()
}

/** A place in the order of lists: when one was proposed, to the last digit the database has, and which. */
export interface ListPlace {
  proposedAt: string
  id: string
}

export type ListedDisposal = Disposal & { count: number; place: string }

/** The newest first, from a place in that order on. */
export async function listDisposals(
  tx: Tx<'documents'>,
  agencyIds: readonly string[],
  { limit, after }: { limit: number; after: ListPlace | undefined },
): Promise<ListedDisposal[]> {
  const from = after
    ? sql`and (proposed_at, id) < (${after.proposedAt}::timestamptz, ${after.id}::uuid)`
    : sql``
  const { rows } = await sql<ListedDisposal>`
    select d.*, d.proposed_at::text as place, (select count(*)::int from documents.disposal_item i where i.disposal_id = d.id) as count
      from (select d.* from unnest(${agencyIds}::text[]) as own (of_agency), lateral (
              select * from documents.disposal where agency_id = own.of_agency ${from} order by proposed_at desc, id desc limit ${limit}) d
             order by d.proposed_at desc, d.id desc limit ${limit}) d
     order by d.proposed_at desc, d.id desc`.execute(tx)
  return rows
}

export async function listItems(tx: Tx<'documents'>, disposalId: string): Promise<DisposalItem[]> {
  const { rows } = await sql<DisposalItem>`
    select i.work_file_id, f.id, f.code, f.title, f.retention, f.keep_until::text as keep_until, i.destroyed_at, i.kept_why,
           (select count(*)::int from documents.filed x where x.work_file_id = f.id and x.taken_out_at is null) as documents
      from documents.disposal_item i join documents.work_file f on f.id = i.work_file_id
     where i.disposal_id = ${disposalId} order by f.keep_until, f.id`.execute(tx)
  return rows
}

export interface ApprovedDisposal {
  id: string
  /** To the last digit the database has: a place to go on from. */
  decidedAt: string
}

/** Approved and not done, longest waiting first, from after one on. */
export async function listApproved(
  tx: Tx<'documents'>,
  { after, limit }: { after: ApprovedDisposal | undefined; limit: number },
): Promise<ApprovedDisposal[]> {
  const from = after
    ? sql`and (decided_at, id) > (${after.decidedAt}::timestamptz, ${after.id}::uuid)`
    : sql``
  const { rows } = await sql<ApprovedDisposal>`
    select id, decided_at::text as "decidedAt" from documents.disposal
     where is_approved and done_at is null ${from} order by decided_at, id limit ${limit}`.execute(tx)
  return rows
}

export async function endItem(
  tx: Tx<'documents'>,
  disposalId: string,
  workFileId: string,
  end: { destroyedAt: Date } | { keptWhy: string },
): Promise<void> {
  await tx
    .updateTable('documents.disposalItem')
    .set(end)
    .where('disposalId', '=', disposalId)
    .where('workFileId', '=', workFileId)
    .execute()
}

/** Of these documents those their own agency gave up and that lie in no work file that is kept: not of dossiers, whose results are their owners' too. */
export async function listKeptNowhere(tx: Tx<'documents'>, filed: readonly Filed[]): Promise<string[]> {
  const ids = filed.flatMap(({ documentId }) => documentId ?? [])
  const { rows } = await sql<{ id: string }>`
    select d.id from documents.document d where d.id = any (${ids}::uuid[]) and documents.is_given_up(d.id)`.execute(
    tx,
  )
  return rows.map(({ id }) => id)
}

/**
 * Every file that is held for one of these documents, with its hold: as it was set, signed by its leader, and issued; as it came, with what came
 * beside it, and with its mark; and the pictures in any of its texts.
 */
export async function listHeldFor(
  tx: Tx<'documents'>,
  ids: readonly string[],
): Promise<{ sha256: string; usedBy: string }[]> {
  const { rows } = await sql<{ sha256: string; usedBy: string }>`
    select distinct sha256, used_by from (
      select a.sha256, u.used_by from documents.action a
       cross join lateral (values ('documents.document:' || a.document_id), ('documents.action:' || a.document_id)) u (used_by)
       where a.document_id = any (${ids}::uuid[])
      union all
      select leader_sha256, 'documents.route:' || document_id from documents.route where document_id = any (${ids}::uuid[])
      union all
      select marked_sha256, 'documents.document:' || document_id from documents.incoming where document_id = any (${ids}::uuid[])
      union all
      select f.sha256, u.used_by from documents.incoming i join documents.arrival_file f on f.arrival_id = i.arrival_id
       cross join lateral (values ('documents.document:' || i.document_id), ('documents.arrival:' || i.arrival_id)) u (used_by)
       where i.document_id = any (${ids}::uuid[])
      union all
      select jsonb_path_query(v.content, '$.body.**.attrs.sha256') #>> '{}', 'documents.document:' || v.document_id
        from documents.version v where v.document_id = any (${ids}::uuid[])
    ) held where sha256 is not null`.execute(tx)
  return rows
}

/** Lets everything go that a document says, once its agency gave it up and no work file it lies in is kept; its line in the register stays. */
export async function destroyDocument(tx: Tx<'documents'>, id: string, at: Date): Promise<void> {
  await sql`select documents.destroy_document(${id}, ${at})`.execute(tx)
}
