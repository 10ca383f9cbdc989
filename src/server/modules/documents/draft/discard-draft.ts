import type { Officer } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'
import { draftDiscarded } from '../events.ts'
import { deleteDraft, findDocumentOfDossier, lockDocument } from '../queries.ts'
import { wrongStatus } from '../refusals.ts'

/** Takes back the draft of a dossier that goes to another agency. Does nothing when there is none. */
export async function discardDraft(work: Work, officer: Officer, dossierId: string): Promise<void> {
  const found = await findDocumentOfDossier(work.tx, officer, dossierId)
  const document = found && (await lockDocument(work.tx, officer, found.id))
  if (!document) return
  if (document.status !== 'draft') throw wrongStatus({ state: document.status })
  await deleteDraft(work.tx, document.id)
  const { agencyId, kind } = document
  await work.record(draftDiscarded(document.id, { agencyId, kind, dossierId }))
}
