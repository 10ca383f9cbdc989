import { redirect } from '@sveltejs/kit'
import { isReference } from '#server/crafts/vietqr/reference.ts'
import { viewOrder } from '#server/modules/payments/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import { requireCaseHandler } from '#server/platform/rights.ts'
import { perform } from '#server/platform/work.ts'
import { m } from '#shared/messages/index.ts'
import { Refusal } from '#shared/refusal.ts'
import type { PageServerLoad } from './$types'

/** Where a counter begins: what a payer brings, the reference or the code of the dossier, leads to what is to be paid. */
export const load: PageServerLoad = async ({ locals, url }) => {
  const officer = requireCaseHandler(locals.actor)
  const typed = (url.searchParams.get('ma') ?? '').trim().slice(0, 80)
  const reference = typed.replace(/[\s.-]/g, '').toUpperCase()
  if (typed === '') return { typed, titles: [], refusal: undefined }
  if (!isReference(reference)) redirect(303, `/mot-cua/thu/${encodeURIComponent(typed)}`)
  try {
    const titles = await titlesOf(officer, reference)
    if (titles.length === 1) redirect(303, `/mot-cua/thu/${titles[0]}`)
    return { typed, titles, refusal: undefined }
  } catch (failure) {
    if (!(failure instanceof Refusal)) throw failure
    return { typed, titles: [], refusal: m.refusal(failure.code, failure.details) }
  }
}

/** The dossiers an order of this officer's agency is for. */
async function titlesOf(officer: Officer, reference: string): Promise<string[]> {
  const { lines } = await perform(officer, (work) => viewOrder(work, { reference }))
  return [...new Set(lines.map(({ title }) => title))]
}
