/** All SQL on what became of documents after they were issued: revoked, replaced, amended, corrected. */
import { sql } from 'kysely'
import type { Tx } from '#server/platform/database/database.ts'

type Db = Tx<'documents'>
/** `undone`: what replaced, amended or corrected it was revoked or replaced itself. */
export type ChangeKind = 'revoked' | 'replaced' | 'amended' | 'corrected' | 'undone'

export interface Change {
  kind: ChangeKind
  /** The document that does it; of a mere revocation none. */
  byDocument: string | null
  /** Its number and symbol, and its day; empty where this actor may not read it. */
  bySymbol: string
  byDay: string | null
  /** When whoever issued the document did it. */
  at: Date
}

/** What became of these documents that were sent (`documentId`), of each the earliest first: for the program, and the clerks they came to. */
export async function listSentChanges(
  tx: Db,
  sent: readonly string[],
): Promise<(Change & { documentId: string })[]> {
  if (sent.length === 0) return []
  const { rows } = await sql<Change & { documentId: string }>`
    select s.id as document_id, c.kind, c.by_document, c.by_symbol, c.by_day::text as by_day, c.at
      from unnest(${[...new Set(sent)]}::uuid[]) as s (id) cross join lateral documents.sent_changes(s.id) c
     order by c.at`.execute(tx)
  return rows
}

/** What the copies among these say of that, and what stands of the others in their own acts; the earliest first. */
export async function listChanges(
  tx: Db,
  documentIds: readonly string[],
): Promise<(Change & { documentId: string })[]> {
  if (documentIds.length === 0) return []
  const ids = sql`${[...new Set(documentIds)]}::uuid[]`
  const { rows } = await sql<Change & { documentId: string }>`
    select document_id, kind, by_document, by_symbol, by_day::text as by_day, at
      from documents.sender_change where document_id = any (${ids})
    union all
    select d.id, case when d.replaced_by is null then 'revoked' else 'replaced' end, d.replaced_by, coalesce(n.symbol, ''),
           (n.issued_at at time zone 'Asia/Ho_Chi_Minh')::date::text, d.revoked_at
      from documents.document d left join documents.document n on n.id = d.replaced_by
     where d.id = any (${ids}) and d.status = 'revoked'
    union all
    select a.document_id, case a.data ->> 'relation' when 'amends' then 'amended' else 'corrected' end, (a.data ->> 'by')::uuid,
           coalesce(a.data ->> 'symbol', ''), (n.issued_at at time zone 'Asia/Ho_Chi_Minh')::date::text, a.at
      from documents.action a left join documents.document n on n.id = (a.data ->> 'by')::uuid
     where a.document_id = any (${ids}) and a.kind = 'note'
    union all
    select c.id, 'undone', n.id, coalesce(n.symbol, ''), (n.issued_at at time zone 'Asia/Ho_Chi_Minh')::date::text, n.revoked_at
      from (select id, replaced_by as by_id from documents.document where id = any (${ids}) and status = 'revoked'
            union all
            select document_id, (data ->> 'by')::uuid from documents.action where document_id = any (${ids}) and kind = 'note') c
      join documents.document n on n.id = c.by_id and n.status = 'revoked'
     order by at`.execute(tx)
  return rows
}

/** Which number replaced each of these, as far as a register of the agencies acted for has them: also of what this actor does not read. */
export async function listReplacedInRegisters(
  tx: Db,
  documentIds: readonly string[],
): Promise<(Change & { documentId: string })[]> {
  if (documentIds.length === 0) return []
  const { rows } = await sql<Change & { documentId: string }>`
    select document_id, kind, by_document, by_symbol, by_day::text as by_day, at
      from documents.replaced_in_registers(${[...new Set(documentIds)]}::uuid[]) order by at`.execute(tx)
  return rows
}

/** What was sent and is revoked, replaced, amended or corrected, where a copy does not say so yet; from one on, by their ids. */
export async function listUnfollowed(tx: Db, after: string | undefined, limit: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from (
      select d.id from documents.document d
       where d.source = 'agency' and d.status = 'revoked' and exists (
         select from documents.incoming i where i.sent_document = d.id and i.source = 'exchange' and not exists (
           select from documents.sender_change c where c.document_id = i.document_id and c.kind in ('revoked', 'replaced')))
      union
      select a.document_id from documents.action a
       where a.kind = 'note' and exists (
         select from documents.incoming i where i.sent_document = a.document_id and i.source = 'exchange' and not exists (
           select from documents.sender_change c
            where c.document_id = i.document_id and c.by_document = (a.data ->> 'by')::uuid))
      union
      select i.sent_document from documents.sender_change c join documents.incoming i on i.document_id = c.document_id
        join documents.document n on n.id = c.by_document
       where c.kind <> 'undone' and n.status = 'revoked' and i.source = 'exchange' and not exists (
         select from documents.sender_change u
          where u.document_id = c.document_id and u.kind = 'undone' and u.by_document = c.by_document)) found
     where ${after ?? null}::uuid is null or id > ${after ?? null}::uuid
     order by id limit ${limit}`.execute(tx)
  return rows.map(({ id }) => id)
}

export interface Copy {
  documentId: string
  agencyId: string
  /** Tên loại: a key. */
  type: string
  lastSeq: number
}

/** Every copy of a document that the exchange brought and a clerk entered. */
export async function listCopies(tx: Db, sent: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select document_id as id from documents.incoming
     where sent_document = ${sent} and source = 'exchange' order by document_id limit 2000`.execute(tx)
  return rows.map(({ id }) => id)
}

export async function findCopy(tx: Db, documentId: string): Promise<(Copy & { sent: string }) | undefined> {
  const { rows } = await sql<Copy & { sent: string }>`
    select i.document_id, i.agency_id, i.type, i.sent_document as sent, d.last_seq
      from documents.incoming i join documents.document d on d.id = i.document_id
     where i.document_id = ${documentId} and i.source = 'exchange' and i.sent_document is not null`.execute(
    tx,
  )
  return rows[0]
}

/** The documents this one was written to replace, amend or correct. */
export async function listChangedBy(tx: Db, by: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('documents.relation')
    .select('targetId')
    .where('documentId', '=', by)
    .limit(100)
    .execute()
  return rows.map(({ targetId }) => targetId)
}

/** What of a document waits for a clerk at its receivers. */
export async function listWaitingCopies(
  tx: Db,
  sent: string,
): Promise<{ id: string; agencyId: string; symbol: string }[]> {
  const { rows } = await sql<{ id: string; agencyId: string; symbol: string }>`
    select id, agency_id, concat_ws('/', nullif(said ->> 'number', ''), nullif(said ->> 'symbol', '')) as symbol
      from documents.arrival
     where source = 'exchange' and key = ${sent} and state = 'waiting' order by id limit 2000`.execute(tx)
  return rows
}

/** Of these documents those this actor may open: as the copy their own agency received, or themselves. */
export async function listOpenable(
  tx: Db,
  ids: readonly string[],
): Promise<{ id: string; copy: string | null; isOpen: boolean }[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<{ id: string; copy: string | null; isOpen: boolean }>`
    select w.id, coalesce((select i.document_id from documents.incoming i where i.document_id = w.id),
                          (select i.document_id from documents.incoming i where i.sent_document = w.id order by i.document_id limit 1)) as copy,
           exists (select from documents.document d where d.id = w.id and d.source = 'agency') as is_open
      from unnest(${ids}::uuid[]) as w (id)`.execute(tx)
  return rows
}
