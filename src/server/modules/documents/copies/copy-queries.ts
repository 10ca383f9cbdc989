/** SQL on copies of documents. */
import { sql } from 'kysely'
import type { Tx } from '#server/platform/database/database.ts'

export interface MadeCopy {
  id: string
  agencyId: string
  draftedBy: string | null
  /** Null while it has no number. */
  symbol: string | null
}

/** Copies of this document that stand, or are still drafts, the earliest first: for the program. */
export async function listCopiesOf(tx: Tx<'documents'>, originalId: string): Promise<MadeCopy[]> {
  const { rows } = await sql<MadeCopy>`
    select d.id, d.agency_id, v.drafted_by, d.symbol
      from documents.version v join documents.document d on d.id = v.document_id and d.version = v.version
     where v.content #>> '{copyOf,documentId}' is not null and v.content #>> '{copyOf,documentId}' = ${originalId}
       and d.status in ('draft', 'signing', 'issued')
     order by d.id limit 2000`.execute(tx)
  return rows
}
