import { listRevoked } from '#server/modules/documents/index.ts'
import { listReusablePapers, type Paper } from '#server/modules/registry/index.ts'
import type { Citizen } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'
import type { Paper as AskedPaper } from '#shared/form/definition.ts'
import { acceptsFile, heldKindOf } from '#shared/form/requirements.ts'
import { listOwnCodes } from '../read/paper-use-queries.ts'

export interface HeldPaper extends Paper {
  /** Which paper of the service it answers. */
  key: string
  /** The code of the dossier it came from. */
  dossierCode: string | undefined
}

/**
 * The papers of a citizen's vault that answer these papers of a service, the newest first, so that nobody hands one in
 * twice (Nghị định 224/2026/NĐ-CP, Điều 15). What was taken back since is none of them.
 */
export async function heldPapers(
  work: Work,
  citizen: Citizen,
  asked: readonly AskedPaper[],
): Promise<HeldPaper[]> {
  const kinds = asked.flatMap((paper) => heldKindOf(paper) ?? [])
  const all = await listReusablePapers(work, citizen.id, kinds)
  const revoked = await listRevoked(
    work,
    all.flatMap(({ documentId }) => documentId ?? []),
  )
  const held = all.filter(({ documentId }) => !revoked.has(documentId ?? ''))
  const codes = await listOwnCodes(
    work,
    citizen,
    held.flatMap(({ dossierId }) => dossierId ?? []),
  )
  return asked.flatMap((paper) =>
    held
      .filter(({ kind, mediaType }) => kind === heldKindOf(paper) && acceptsFile(paper, mediaType ?? ''))
      .map((one) => ({ ...one, key: paper.key, dossierCode: codes.get(one.dossierId ?? '') })),
  )
}
