/** The draft of a decision as the page of its case shows it: planned in the work that shows the case, drawn outside of it. */
import {
  type Document,
  type DraftPlan,
  describeDraft,
  listFurtherDocuments,
  planDraft,
} from '#server/modules/documents/index.ts'
import type { DossierView } from '#server/modules/dossiers/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'
import { m } from '#shared/messages/index.ts'
import { Refusal } from '#shared/refusal.ts'
import { draftAddresses } from '#ui/draft-address.ts'

/** What is put before the leader, or was written last: every page of it, and the file; drawn by what this gives, outside of this work. */
export async function planPages(
  work: Work,
  officer: Officer,
  { dossier }: DossierView,
  document: Document | undefined,
) {
  const none = async () => ({ draft: null, draftProblem: '' })
  if (dossier.status !== 'processing' || !document || !['draft', 'signing'].includes(document.status))
    return none
  if (!officer.agencyIds.includes(document.agencyId)) return none
  // What cannot be set can still be sent back or written anew, on this very page.
  const problemOf = (error: unknown) => {
    if (!(error instanceof Refusal)) throw error
    return { draft: null, draftProblem: m.refusal(error.code, error.details) }
  }
  try {
    const plan = await planDraft(work, document.id)
    // What is signed in the same act is read in the same place, after the result.
    const further: DraftPlan[] = []
    for (const { id } of await listFurtherDocuments(work, dossier.id)) further.push(await planDraft(work, id))
    return () => drawDraft(document.title, plan, further, officer).catch(problemOf)
  } catch (error) {
    const problem = problemOf(error)
    return async () => problem
  }
}

async function drawDraft(title: string, plan: DraftPlan, further: readonly DraftPlan[], { id }: Officer) {
  const { sha256, number, ...first } = await describeDraft(plan, id)
  const { pdf, pages } = draftAddresses({ ...first, sha256 })
  for (const one of further) pages.push(...draftAddresses(await describeDraft(one, id)).pages)
  return { draft: { title, sha256, number, pdf, pages }, draftProblem: '' }
}
