import type { Officer } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'
import type { Document } from '../queries.ts'
import { findSigningPower, wantedFor, whoMaySign } from './signing-power.ts'
import { listWaitingDocuments } from './waiting-queries.ts'

export interface SignerOf {
  /** Whether this leader may sign it by law. */
  isMine: boolean
  /** Whose signature it needs: `Chủ tịch hoặc Phó Chủ tịch, Ủy ban nhân dân phường Thuận Hóa`. */
  who: string
}

/** Whose signature a document wants by law, and whether this leader's is one. */
export async function signerOf(work: Work, leader: Officer, document: Document): Promise<SignerOf> {
  const { agencyId } = document
  const wanted = wantedFor(document)
  return {
    isMine:
      leader.roles.includes('leader') &&
      (await findSigningPower(work, leader.id, agencyId, wanted)) !== undefined,
    who: await whoMaySign(work, agencyId, wanted),
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
  for (const document of rows) {
    const { agencyId, kind } = document
    const { power, authorised, register } = document.content
    const key = JSON.stringify([agencyId, kind, power, authorised, register])
    const signer = known.get(key) ?? (await signerOf(work, leader, document))
    known.set(key, signer)
    found.set(document.dossierId ?? '', signer)
  }
  return found
}
