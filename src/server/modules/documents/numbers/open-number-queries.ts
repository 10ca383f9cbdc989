/** SQL on numbers that have no end yet. */
import { type SqlBool, sql } from 'kysely'
import type { Tx } from '#server/platform/database/database.ts'
import type { DocumentSource } from '../model.ts'

type Db = Tx<'documents'>

/** A number that was taken, and is neither issued nor voided. */
export interface OpenNumber {
  documentId: string
  agencyId: string
  source: DocumentSource
  register: string
  year: number
  number: number
  symbol: string
  /** Who holds it. */
  signedBy: string
  signerName: string
  takenAt: Date
  /** From when on it is going to be issued; null while it is only held. */
  confirmedAt: Date | null
  /** When the signature of the leader was on it, and it began to wait for the clerk's seal. */
  leaderSignedAt: Date | null
}

const mostRows = 200

/** Of these agencies, those held longest first. */
export async function listOpenNumbersOf(tx: Db, agencyIds: readonly string[]): Promise<OpenNumber[]> {
  const { rows } = await sql<OpenNumber>`
    select * from documents.open_numbers() o where o.agency_id = any (${agencyIds}::text[])
     order by o.taken_at, o.document_id limit ${mostRows}`.execute(tx)
  return rows
}

/** What was taken before `until` and is not confirmed, held longest first, from after one on. */
export async function listUnconfirmedNumbers(
  tx: Db,
  until: Date,
  { after, limit }: { after: OpenNumber | undefined; limit: number },
): Promise<OpenNumber[]> {
  const isAfter = after
    ? sql<SqlBool>`(o.taken_at, o.document_id) > (${after.takenAt}::timestamptz, ${after.documentId}::uuid)`
    : sql<SqlBool>`true`
  const { rows } = await sql<OpenNumber>`
    select * from documents.open_numbers() o where o.confirmed_at is null and o.taken_at < ${until} and ${isAfter}
     order by o.taken_at, o.document_id limit ${limit}`.execute(tx)
  return rows
}
