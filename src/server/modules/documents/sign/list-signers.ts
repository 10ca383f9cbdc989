import type { Officer } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'
import type { Document } from '../queries.ts'
import { findSigningPower, whoMaySign } from './signing-power.ts'
import { listWaitingDocuments } from './waiting-queries.ts'

export interface SignerOf {
  /** Whether this leader may sign it by law. */
  isMine: boolean
  /** Whose signature it needs: `Chủ tịch hoặc Phó Chủ tịch, Ủy ban nhân dân phường Thuận Hóa`. */
  who: string
}

/** Whose signature a document wants by law, and whether this leader's is one. */
export async function signerOf(
  work: Work,
  leader: Officer,
  { agencyId, content }: Pick<Document, 'agencyId' | 'content'>,
): Promise<SignerOf> {
  return {
    isMine:
      leader.roles.includes('leader') &&
      (await findSigningPower(work, leader.id, agencyId, content)) !== undefined,
    who: await whoMaySign(work, agencyId, content),
  }
}

/** Of these dossiers whose document waits to be signed: whose signature the law wants, and whether it is this leader's. */
export async function listSignersOf(
  work: Work,
  leader: Officer,
  dossierIds: readonly string[],
): Promise<Map<string, SignerOf>> {
  const rows = await listWaitingDocuments(work.tx, leader, dossierIds)
  const known = new Map<string, SignerOf>()
  const found = new Map<string, SignerOf>()
  for (const { dossierId, agencyId, content } of rows) {
    const { power, authorised } = content
    const key = JSON.stringify([agencyId, power, authorised])
    const signer = known.get(key) ?? (await signerOf(work, leader, { agencyId, content }))
    known.set(key, signer)
    found.set(dossierId ?? '', signer)
  }
  return found
}
