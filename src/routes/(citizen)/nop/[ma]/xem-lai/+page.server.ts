import { fail, redirect } from '@sveltejs/kit'
import { isFeeEstablished, unverifiedFigures } from '#server/modules/catalogue/index.ts'
import { adviseDraft, getDraft, previewSubmission, submitDraft } from '#server/modules/dossiers/index.ts'
import { readPost } from '#server/platform/forms/read-post.ts'
import { isId } from '#server/platform/id.ts'
import { perform } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import { m } from '#shared/messages/index.ts'
import { Refusal } from '#shared/refusal.ts'
import { describeGiven } from '#ui/dossiers/paper-view.server.ts'
import { citizenOf, citizenOrPark } from '#ui/form/citizen-page.server.ts'
import { openForm, placeOf, stepsOf } from '../open-form.ts'

export const load = async (event) => {
  const citizen = citizenOf(event)
  event.setHeaders({ 'cache-control': 'no-store' })
  return perform(citizen, async (work) => {
    const form = await openForm(work, citizen, event.params.ma)
    const preview = await previewSubmission(work, form.draft, form.service)
    const advice = await adviseDraft(work, citizen, form.draft, form.service)
    const steps = stepsOf(form)
    return {
      ...placeOf(form, 'xem-lai'),
      ...preview,
      advice,
      draftId: form.draft.id,
      gaps: unverifiedFigures(form.service),
      isFeeEstablished: isFeeEstablished(form.service),
      today: localDay(work.now),
      hrefs: Object.fromEntries(steps.map(({ key, href }) => [key, href])),
      papers: await describeGiven(work, citizen, form.draft.papers),
      paperNames: Object.fromEntries(form.service.papers.map(({ key, name }) => [key, name])),
    }
  })
}

export const actions = {
  /** However often it is sent, from however many windows, it becomes one dossier. */
  default: async (event) => {
    const { control } = await readPost(event.request)
    const citizen = await citizenOrPark(event, [])
    let code: string
    try {
      code = await perform(citizen, async (work) => {
        const id = control._ban ?? ''
        const draft = isId(id)
          ? await getDraft(work, citizen, id)
          : (await openForm(work, citizen, event.params.ma)).draft
        return (await submitDraft(work, citizen, draft.id)).code
      })
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      return fail(error.status, { refusal: m.refusal(error.code, error.details) })
    }
    redirect(303, `/ho-so/${code}?moi`)
  },
}
