/** What the database tells anyone of an issued document. */
import { sql } from 'kysely'
import type { Tx } from '#server/platform/database/database.ts'

interface PublicRow {
  checkCode: string
  title: string
  symbol: string | null
  agencyId: string
  status: 'issued' | 'revoked'
  signerName: string | null
  signerPosition: string | null
  signedAt: Date | null
  issuedAt: Date | null
  sha256: string | null
  revokedAt: Date | null
  replacedByCode: string | null
  replacedBySymbol: string | null
}

/** What the database tells anyone of an issued document. */
export async function findPublicRow(
  tx: Tx<'documents'>,
  wanted: { code: string } | { sha256: string },
): Promise<PublicRow | undefined> {
  const code = 'code' in wanted ? wanted.code : null
  const sha256 = 'sha256' in wanted ? wanted.sha256 : null
  const { rows } = await sql<PublicRow>`select * from documents.public_check(${code}, ${sha256})`.execute(tx)
  return rows[0]
}
