import { readDraft } from '#server/modules/documents/index.ts'
import { type Citizen, system } from '#server/platform/actor.ts'
import { perform } from '#server/platform/work.ts'
import { viewOwnDossier } from '../read/view-dossier.ts'
import { prerequisiteNotOpen } from '../refusals.ts'

/** The draft put before its applicant to confirm, while it is: to nobody else, and no other draft. */
export async function readOwnDraft(citizen: Citizen, code: string): Promise<Uint8Array> {
  const documentId = await perform(citizen, async (work) => {
    const { state } = await viewOwnDossier(work, citizen, code)
    const awaited = Object.values(state.prerequisites).find(
      (one) => one.kind === 'draft' && one.state === 'open',
    )
    if (!awaited?.documentId) throw prerequisiteNotOpen({ name: '' })
    return awaited.documentId
  })
  // A draft shows itself to no owner; this one is put before them by the agency.
  const { pdf } = await readDraft(system, documentId)
  return pdf
}
