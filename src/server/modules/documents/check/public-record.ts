import { sql } from 'kysely'
import { findAgency } from '#server/modules/agencies/index.ts'
import { anonymous } from '#server/platform/actor.ts'
import { perform } from '#server/platform/work.ts'
import type { PublicDocument } from '../model.ts'

export interface PublicRecord {
  status: 'issued' | 'revoked'
  sha256: string | null
  document: PublicDocument
}

interface Row {
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
}

/** What anyone may know of an issued document, by its check code or by its fingerprint. Drafts are unknown. */
export async function findPublicRecord(
  wanted: { code: string } | { sha256: string },
): Promise<PublicRecord | undefined> {
  const code = 'code' in wanted ? wanted.code : null
  const sha256 = 'sha256' in wanted ? wanted.sha256 : null
  return perform(anonymous, async (work) => {
    const { rows } = await sql<Row>`select * from documents.public_check(${code}, ${sha256})`.execute(work.tx)
    const [row] = rows
    if (!row) return undefined
    const agency = await findAgency(work, row.agencyId)
    const { checkCode, title, symbol, agencyId, signerName, signerPosition } = row
    return {
      status: row.status,
      sha256: row.sha256,
      document: {
        code: checkCode,
        title,
        symbol,
        agencyId,
        agency: agency?.name ?? agencyId,
        agencyPhone: agency?.phone ?? null,
        signerName,
        signerPosition,
        signedAt: row.signedAt?.toISOString() ?? null,
        issuedAt: row.issuedAt?.toISOString() ?? null,
        revokedAt: row.revokedAt?.toISOString() ?? null,
        hasFile: row.sha256 !== null,
      },
    }
  })
}
