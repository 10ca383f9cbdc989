import { findDocumentOfDossier } from '#server/modules/documents/index.ts'
import { getOfficerDossierId } from '#server/modules/dossiers/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import { defineRefusal } from '#server/platform/refusal.ts'
import { perform, type Work } from '#server/platform/work.ts'

const draftMissing = defineRefusal('dossiers.draft_document_missing', 404)

type Render = (work: Work, documentId: string, reader: { signerAccountId: string }) => Promise<Uint8Array>

/** The very page the leader is about to sign, still without a number and marked as a draft. */
export async function readDraft(
  leader: Officer,
  code: string,
  render: Render,
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await perform(leader, async (work) => {
    const document = await findDocumentOfDossier(work, await getOfficerDossierId(work, leader, code))
    if (!document) throw draftMissing()
    return render(work, document.id, { signerAccountId: leader.id })
  })
  return new Uint8Array(bytes)
}
