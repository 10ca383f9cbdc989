/** SQL of the search: what waits to be read, the texts, and the documents found. */
import { sql } from 'kysely'
import type { Tx } from '#server/platform/database/database.ts'
import type { DocumentContent, DocumentSource, Status } from '../model.ts'
import type { SearchedText } from './text-of.ts'

export interface WaitingDocument {
  id: string
  source: DocumentSource
  status: Status
  agencyId: string
  symbol: string | null
  signerName: string | null
  kind: string
  title: string
  subject: string
  content: Partial<DocumentContent> & Record<string, unknown>
  /** When it was issued, else when its first text was written. */
  at: Date
  readers: string[]
  isDestroyed: boolean
}

/** The documents that changed since they were read, longest waiting first; nobody else takes them meanwhile. */
export async function takeWaiting(
  { tx }: { tx: Tx<'documents'> },
  limit: number,
): Promise<WaitingDocument[]> {
  const { rows } = await sql<WaitingDocument>`
    with waiting as materialized (
      select document_id from documents.text_waiting order by since limit ${limit} for update skip locked)
    select d.id, d.source, d.status, d.agency_id, d.symbol, d.signer_name, v.kind, v.title, v.subject, v.content,
           coalesce(d.issued_at, (select min(drafted_at) from documents.version where document_id = d.id)) as at,
           d.destroyed_at is not null as is_destroyed,
           -- Whoever was asked finds no text that came after its answer.
           array(select r.agency_id from documents.reader r
                  where r.document_id = d.id
                    and (r.why <> 'opinion' or d.status in ('issued', 'revoked') or exists (
                      select from documents.opinion o where o.document_id = d.id and o.agency_id = r.agency_id
                         and (o.answered_version >= d.version or o.answered_at is null and d.status = 'draft')))) as readers
      from waiting w join documents.document d on d.id = w.document_id
      left join documents.version v on v.document_id = d.id and v.version = d.version`.execute(tx)
  return rows
}

export async function deleteWaiting(tx: Tx<'documents'>, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await tx
    .deleteFrom('documents.textWaiting')
    .where('documentId', 'in', [...ids])
    .execute()
}

export async function deleteTexts(tx: Tx<'documents'>, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await tx
    .deleteFrom('documents.text')
    .where('documentId', 'in', [...ids])
    .execute()
}

/** The text of a document as it is searched from now on. */
export async function writeText(
  tx: Tx<'documents'>,
  row: SearchedText & { documentId: string; at: Date; readAt: Date },
): Promise<void> {
  await tx
    .insertInto('documents.text')
    .values(row)
    .onConflict((conflict) =>
      conflict.column('documentId').doUpdateSet(({ ref }) => ({
        at: ref('excluded.at'),
        lines: ref('excluded.lines'),
        toned: ref('excluded.toned'),
        plain: ref('excluded.plain'),
        grams: ref('excluded.grams'),
        readAt: ref('excluded.readAt'),
      })),
    )
    .execute()
}

export interface Waits {
  count: number
  since: Date | null
}

/**
 * How many of the documents one may read have changed and are not read yet, and since when; a thousand stand for more. Where more than so
 * many wait in all, whosever, nobody looks through them for their own.
 */
export async function countWaiting(tx: Tx<'documents'>): Promise<Waits> {
  const behind = await sql<{ since: Date | null }>`select documents.texts_behind() as since`.execute(tx)
  const since = behind.rows[0]?.since
  if (since) return { count: 1000, since }
  const { rows } = await sql<Waits>`
    select count(*)::int as count, min(since) as since
      from (select since from documents.text_waiting limit 1000) waiting`.execute(tx)
  return rows[0] ?? { count: 0, since: null }
}

export interface Asked {
  grams: readonly number[]
  plain: readonly string[]
  /** Of the phrases typed with accents, so that who wrote them so comes first. */
  toned: readonly string[]
  marks: readonly string[]
  from: Date | null
  to: Date
  /** Where the last search ended, to go on from there. */
  after: TextPlace | undefined
  /** How many with these accents are looked for, and among how many at most. */
  most: number
  mostCompared: number
}

/** A place in the order of what is found, the newest first: the moment, in microseconds, and the document. */
export interface TextPlace {
  micros: string
  id: string
}

export interface FoundPlaces {
  /** Of what was found and may be read: exact accents first, the newest first. */
  ids: string[]
  /** Where it goes on; undefined where there is nothing older. */
  next: TextPlace | undefined
}

export interface FoundDocument {
  id: string
  at: Date
  source: DocumentSource
  status: Status
  agencyId: string
  ownerId: string | null
  dossierId: string | null
  checkCode: string
  symbol: string | null
  kind: string
  title: string
  subject: string
  lines: string
  plain: string
  toned: string
}

/** What is found, so many at once: the row policies judge each. */
export async function findPlaces(tx: Tx<'documents'>, asked: Asked): Promise<FoundPlaces> {
  const { after, most, mostCompared } = asked
  const to = after
    ? sql`timestamptz 'epoch' + ${after.micros}::bigint * interval '1 microsecond'`
    : sql`${asked.to}::timestamptz`
  const { rows } = await sql<{
    ids: string[]
    compared: number
    exact: number
    micros: string | null
    id: string | null
  }>`
    with raw as materialized (
      select * from documents.found(${asked.grams}::integer[], ${asked.plain}::text[], ${asked.toned}::text[], ${asked.marks}::text[],
                                    ${asked.from}::timestamptz, ${to}, ${after?.id ?? null}::uuid, ${most}::integer, ${mostCompared}::integer)),
    judged as (
      select t.document_id, t.at, f.is_exact
        from raw f
        join documents.text t on t.document_id = f.document_id
        join documents.document d on d.id = f.document_id and d.status <> 'discarded'),
    last as (select at, document_id from raw order by at, document_id desc limit 1)
    select array(select document_id from judged order by is_exact desc, at desc, document_id) as ids,
           (select count(*)::int from raw) as compared, (select count(*)::int from raw where is_exact) as exact,
           (select (extract(epoch from at) * 1000000)::bigint::text from last) as micros, (select document_id from last) as id`.execute(
    tx,
  )
  const { ids = [], compared = 0, exact = 0, micros, id } = rows[0] ?? {}
  const isCut = exact >= most || compared >= mostCompared
  return { ids, next: micros && id && isCut ? { micros, id } : undefined }
}

/** These with what they say, in this order. */
export async function listTexts(tx: Tx<'documents'>, ids: readonly string[]): Promise<FoundDocument[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<FoundDocument>`
    select d.id, t.at, d.source, d.status, d.agency_id, d.owner_id, d.dossier_id, d.check_code, d.symbol, v.kind, v.title, v.subject,
           t.lines, t.plain, t.toned
      from unnest(${ids}::uuid[]) with ordinality as page (id, place)
      join documents.document d on d.id = page.id
      join documents.version v on v.document_id = d.id and v.version = d.version
      join documents.text t on t.document_id = d.id
     order by page.place`.execute(tx)
  return rows
}
