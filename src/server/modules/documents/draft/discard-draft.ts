import type { Officer } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'
import { draftDiscarded } from '../events.ts'
import { findDocumentOfDossier, findOwnDocument } from '../queries.ts'
import { wrongStatus } from '../refusals.ts'
import { takeAction } from '../take-action.ts'

/** Gives up the draft of a dossier that goes to another agency; its texts are kept. Does nothing when there is none. */
export async function discardDraft(work: Work, officer: Officer, dossierId: string): Promise<void> {
  const found = await findDocumentOfDossier(work.tx, officer, dossierId)
  const document = found && (await findOwnDocument(work.tx, officer, found.id))
  if (!document) return
  if (document.status !== 'draft') throw wrongStatus({ state: document.status })
  await takeAction(work, document, 'discard')
  const { agencyId, kind } = document
  await work.record(draftDiscarded(document.id, { agencyId, kind, dossierId }))
}
