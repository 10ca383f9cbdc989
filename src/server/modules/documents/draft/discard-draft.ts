import type { Officer } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'
import { draftDiscarded } from '../events.ts'
import { findDocumentOfDossier, findOwnDocument, listFurtherOf } from '../queries.ts'
import { wrongStatus } from '../refusals.ts'
import { aboutOf } from '../route/counted.ts'
import { requireOpenToChange } from '../route/open-to-change.ts'
import { takeAction } from '../take-action.ts'

/** Gives up the drafts of a dossier that goes to another agency; their texts are kept. Does nothing when there are none. */
export async function discardDraft(work: Work, officer: Officer, dossierId: string): Promise<void> {
  await discardFurther(work, officer, dossierId)
  const found = await findDocumentOfDossier(work.tx, officer, dossierId)
  if (found) await discard(work, officer, found.id)
}

/** Gives up the further papers of a dossier, except those that its newest draft goes with. */
export async function discardFurther(
  work: Work,
  officer: Officer,
  dossierId: string,
  kept: readonly string[] = [],
): Promise<void> {
  for (const { id } of await listFurtherOf(work.tx, officer, dossierId))
    if (!kept.includes(id)) await discard(work, officer, id)
}

/** Gives up one draft; its texts are kept. */
export async function discard(work: Work, officer: Officer, id: string): Promise<void> {
  const document = await findOwnDocument(work.tx, officer, id)
  if (!document) return
  if (document.status !== 'draft') throw wrongStatus({ state: document.status })
  if (document.source === 'agency') await requireOpenToChange(work, id)
  await takeAction(work, document, 'discard')
  await work.record(draftDiscarded(id, await aboutOf(work, document, { isSigned: false })))
}
