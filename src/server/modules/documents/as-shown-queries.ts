import { type Selectable, sql } from 'kysely'
import type { Tx } from '#server/platform/database/database.ts'
import type { DocumentsDocument, DocumentsVersion } from '#server/platform/schema.gen.ts'
import type { DocumentContent, DocumentSource, Status } from './model.ts'

export type Row = Selectable<DocumentsDocument>
export type Text = Selectable<DocumentsVersion>

/** Văn bản: a document of an agency, as its actions have made it, with its newest text. */
export type Document = Omit<Row, 'status' | 'source'> & {
  status: Status
  source: DocumentSource
} & Pick<Text, 'kind' | 'title' | 'subject' | 'draftedBy' | 'draftedAt'> & { content: DocumentContent }

/**
 * A draft that went on without an agency that was asked about it: with the newest text the row policies show this actor, and nothing of
 * what it has become since.
 */
export async function findAsShown(tx: Tx<'documents'>, id: string): Promise<Document | undefined> {
  const { rows } = await sql<Document>`
    select d.*, v.version, v.kind, v.title, v.subject, v.content, v.drafted_by, v.drafted_at
      from documents.document d
      join lateral (select * from documents.version v where v.document_id = d.id order by v.version desc limit 1) v on true
     where d.id = ${id} and d.source = 'agency' and d.status in ('draft', 'signing')`.execute(tx)
  const [found] = rows
  const nothingSince = { sha256: null, signingSha256: null, number: null, symbol: null, signerName: null }
  return found && { ...found, ...nothingSince }
}
