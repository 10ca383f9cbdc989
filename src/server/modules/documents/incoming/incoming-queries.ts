/** SQL on the register of incoming documents. */
import { type Insertable, type Selectable, sql } from 'kysely'
import type { Tx } from '#server/platform/database/database.ts'
import { storableJson } from '#server/platform/database/storable.ts'
import type { DocumentsIncoming } from '#server/platform/schema.gen.ts'

export type Incoming = Selectable<DocumentsIncoming>

/** The next số đến; whoever asks next at this agency waits until this work ends, and then sees what it entered. */
export async function takeArrivalNumber(
  tx: Tx<'documents'>,
  agencyId: string,
  year: number,
): Promise<number> {
  const { last } = await tx
    .insertInto('documents.arrivalSeries')
    .values({ agencyId, year, last: 1 })
    .onConflict((conflict) =>
      conflict.columns(['agencyId', 'year']).doUpdateSet({ last: sql`documents.arrival_series.last + 1` }),
    )
    .returning('last')
    .executeTakeFirstOrThrow()
  return last
}

export async function insertIncoming(
  tx: Tx<'documents'>,
  { textKey, ...row }: Omit<Insertable<DocumentsIncoming>, 'textKey'> & { textKey: readonly bigint[] },
): Promise<void> {
  await tx
    .insertInto('documents.incoming')
    .values({ ...row, textKey: sql`${textKey.map(String)}::bigint[]` })
    .execute()
}

export async function findIncoming(tx: Tx<'documents'>, documentId: string): Promise<Incoming | undefined> {
  return tx
    .selectFrom('documents.incoming')
    .selectAll()
    .where('documentId', '=', documentId)
    .executeTakeFirst()
}

export interface CorrectionRow {
  at: Date
  by: string
  reason: string
  data: { was: Record<string, string | number | null>; is: Record<string, string | number | null> }
}

/** What was corrected of an entry, the newest first. */
export async function listCorrections(tx: Tx<'documents'>, documentId: string): Promise<CorrectionRow[]> {
  return tx
    .selectFrom('documents.action')
    .select(['at', 'actorId as by', 'reason', 'data'])
    .where('documentId', '=', documentId)
    .where('kind', '=', 'correct_entry')
    .orderBy('seq', 'desc')
    .limit(50)
    .$castTo<CorrectionRow>()
    .execute()
}

export interface IncomingLine {
  documentId: string
  agencyId: string
  year: number
  number: number
  arrivedOn: string
  source: string
  organ: string
  sentNumber: string
  symbol: string
  issuedOn: string | null
  type: string
  subject: string
  urgency: string | null
  dueOn: string | null
  signed: string
  registeredAt: Date
}

/** Where a page of the register goes on: below this number. */
export interface IncomingPlace {
  year: number
  number: number
  agencyId: string
}

export interface IncomingFilter {
  source?: string | undefined
  urgency?: string | undefined
  type?: string | undefined
  after?: IncomingPlace | undefined
  limit: number
}

/** What these agencies received, the last number first, from a place on: however far, the index is entered there. */
export async function listIncomingLines(
  tx: Tx<'documents'>,
  agencyIds: readonly string[],
  { source, urgency, type, after, limit }: IncomingFilter,
): Promise<IncomingLine[]> {
  const conditions = [
    ...(source ? [sql`i.source = ${source}`] : []),
    // Spelt out, as its index is.
    ...(urgency ? [sql`i.urgency is not null and i.urgency = ${urgency}`] : []),
    ...(type ? [sql`i.type = ${type}`] : []),
    ...(after
      ? [sql`(i.year, i.number, i.agency_id) < (${after.year}, ${after.number}, ${after.agencyId})`]
      : []),
  ]
  const which = conditions.map((one) => sql` and ${one}`)
  // Agency by agency: of several at once no index has an order.
  const { rows } = await sql<IncomingLine>`
    with page as materialized (
      select i.* from unnest(${agencyIds}::text[]) as own (id), lateral (
        select * from documents.incoming i where i.agency_id = own.id ${sql.join(which, sql``)}
         order by i.year desc, i.number desc limit ${limit}) i
       order by i.year desc, i.number desc, i.agency_id desc limit ${limit})
    select i.document_id, i.agency_id, i.year, i.number, i.arrived_on::text as arrived_on, i.source, i.organ, i.sent_number, i.symbol,
           i.issued_on::text as issued_on, i.type, v.subject, i.urgency, i.due_on::text as due_on, i.signed, i.registered_at
      from page i
      join documents.document d on d.id = i.document_id
      join documents.version v on v.document_id = d.id and v.version = d.version
     order by i.year desc, i.number desc, i.agency_id desc`.execute(tx)
  return rows
}

/** Why something may be the same: the document sent, the file, number and symbol and organ, or much the same words. */
export type Likeness = 'sent' | 'content' | 'symbol' | 'text'

export interface Duplicate {
  documentId: string
  year: number
  number: number
  arrivedOn: string
  organ: string
  sentNumber: string
  symbol: string
  issuedOn: string | null
  subject: string
  textKey: bigint[]
  why: Likeness[]
}

export interface Sought {
  sentDocument: string | null
  sha256: string
  organKey: string
  sentNumber: string
  symbolKey: string
  textKey: readonly bigint[]
}

/** What these agencies have entered that may be the same; at most twenty, the newest first. */
export async function listAlike(
  tx: Tx<'documents'>,
  agencyIds: readonly string[],
  { sentDocument, sha256, organKey, sentNumber, symbolKey, textKey }: Sought,
): Promise<Duplicate[]> {
  const words = sql`${textKey.map(String)}::bigint[]`
  const { rows } = await sql<Omit<Duplicate, 'textKey'> & { textKey: string[] }>`
    with alike as (
      select document_id, 'sent' as why from documents.incoming where sent_document = ${sentDocument}::uuid
      union all select document_id, 'content' from documents.incoming where sha256 = ${sha256}
      union all select document_id, 'symbol' from documents.incoming
                 where agency_id = any (${agencyIds}::text[]) and symbol_key = ${symbolKey} and sent_number = ${sentNumber}
                   and organ_key = ${organKey} and ${symbolKey} <> ''
      union all select document_id, 'text' from documents.alike_texts(${words}) as document_id)
    select i.document_id, i.year, i.number, i.arrived_on::text as arrived_on, i.organ, i.sent_number, i.symbol,
           i.issued_on::text as issued_on, v.subject, i.text_key::text[] as text_key, array_agg(distinct a.why) as why
      from alike a
      join documents.incoming i using (document_id)
      join documents.document d on d.id = i.document_id
      join documents.version v on v.document_id = d.id and v.version = d.version
     where i.agency_id = any (${agencyIds}::text[])
     group by i.document_id, v.subject
     order by i.registered_at desc limit 20`.execute(tx)
  return rows.map((row) => ({ ...row, textKey: row.textKey.map(BigInt) }))
}

/** What the program found of its signatures, once. */
export async function noteJudged(
  tx: Tx<'documents'>,
  documentId: string,
  found: Pick<Incoming, 'signed' | 'mark' | 'markReason' | 'markedSha256'> & { signatures: object[] },
): Promise<boolean> {
  const updated = await tx
    .updateTable('documents.incoming')
    .set({ ...found, signatures: storableJson(found.signatures) })
    .where('documentId', '=', documentId)
    .where('mark', '=', 'waiting')
    .executeTakeFirst()
  return updated.numUpdatedRows > 0n
}
