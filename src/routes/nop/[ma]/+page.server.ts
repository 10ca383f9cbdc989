import { redirect } from '@sveltejs/kit'
import { getServiceVersion } from '#server/modules/catalogue/index.ts'
import { openDraft } from '#server/modules/dossiers/index.ts'
import { perform } from '#server/platform/work.ts'
import { citizenOf } from '#ui/form/citizen-page.server.ts'
import { stepsOf } from './open-form.ts'

/** Begins an application, or goes on where it was left, on whatever device. */
export const load = async (event) => {
  const citizen = citizenOf(event)
  const href = await perform(citizen, async (work) => {
    const draft = await openDraft(work, citizen, event.params.ma)
    const service = await getServiceVersion(work, draft.serviceCode, draft.serviceVersion)
    const steps = stepsOf({ service, draft })
    const last = steps.findIndex(({ key }) => key === draft.section)
    return (steps[last + 1] ?? steps[0])?.href
  })
  redirect(303, href ?? '/dich-vu')
}
