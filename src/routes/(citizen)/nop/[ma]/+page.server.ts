import { redirect } from '@sveltejs/kit'
import { getServiceVersion } from '#server/modules/catalogue/index.ts'
import { openDraft } from '#server/modules/dossiers/index.ts'
import { perform } from '#server/platform/work.ts'
import { citizenOf } from '#ui/form/citizen-page.server.ts'
import { openSections, stepsOf } from './open-form.ts'

/** Begins an application, or goes on where it was left, on whatever device. */
export const load = async (event) => {
  const citizen = citizenOf(event)
  const href = await perform(citizen, async (work) => {
    const draft = await openDraft(work, citizen, event.params.ma)
    const service = await getServiceVersion(work, draft.serviceCode, draft.serviceVersion)
    const steps = stepsOf({ service, draft })
    const last = steps.findIndex(({ key }) => key === draft.section)
    const open = await openSections(work, draft, service)
    // Kept while being typed, a page may have been left in its middle.
    const unfinished = steps.slice(0, last + 1).find(({ key }) => open.has(key))
    return (unfinished ?? steps[last + 1] ?? steps[0])?.href
  })
  redirect(303, href ?? '/dich-vu')
}
