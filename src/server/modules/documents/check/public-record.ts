import { findAgency } from '#server/modules/agencies/index.ts'
import { anonymous } from '#server/platform/actor.ts'
import { perform, type Work } from '#server/platform/work.ts'
import type { PublicDocument } from '../model.ts'
import { findSealedRow } from '../seal/sealed-queries.ts'
import { findPublicRow } from './public-queries.ts'

export interface PublicRecord {
  status: 'issued' | 'revoked'
  sha256: string | null
  document: PublicDocument
}

/** What anyone may know of an issued document, by its check code or by its fingerprint. Drafts are unknown. */
export async function findPublicRecord(
  wanted: { code: string } | { sha256: string },
): Promise<PublicRecord | undefined> {
  return perform(anonymous, async (work) => {
    const row = (await findPublicRow(work.tx, wanted)) ?? (await findSealed(work, wanted))
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
        replacedBy:
          row.replacedByCode === null
            ? null
            : { code: row.replacedByCode, symbol: row.replacedBySymbol ?? '' },
        hasFile: row.sha256 !== null,
      },
    }
  })
}

async function findSealed(work: Work, wanted: { code: string } | { sha256: string }) {
  const row = await findSealedRow(work.tx, wanted)
  return row && { ...row, status: row.revokedAt ? ('revoked' as const) : ('issued' as const) }
}
