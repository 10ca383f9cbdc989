import { error, fail, redirect } from '@sveltejs/kit'
import { AnswerAsked, answerAsked, getAsked } from '#server/modules/dossiers/index.ts'
import { readPost } from '#server/platform/forms/read-post.ts'
import { isId } from '#server/platform/id.ts'
import { perform } from '#server/platform/work.ts'
import { formatDateTime } from '#shared/dates.ts'
import { m } from '#shared/messages/index.ts'
import { Refusal } from '#shared/refusal.ts'
import { citizenOf, citizenOrPark } from '#ui/form/citizen-page.server.ts'
import { forgetParked, parkedAt } from '#ui/form/parked-form.server.ts'

export const load = async (event) => {
  const citizen = citizenOf(event)
  event.setHeaders({ 'cache-control': 'no-store' })
  const { id } = event.params
  if (!isId(id)) error(404)
  const parked = await parkedAt(event, citizen)
  const { shown, answer, closedAt, dueAt } = await perform(citizen, (work) => getAsked(work, citizen, id))
  return {
    name: shown.prerequisite,
    basis: shown.basis,
    applicant: shown.applicantName,
    service: shown.serviceName,
    agency: shown.agencyName,
    sections: shown.sections,
    until: dueAt ? formatDateTime(dueAt) : '',
    answer,
    isAwaited: answer === null && closedAt === null,
    note: parked?.find(([name]) => name === 'note')?.[1] ?? '',
  }
}

export const actions = {
  default: async (event) => {
    const post = await readPost(event.request)
    const citizen = await citizenOrPark(event, post.fields)
    const { id } = event.params
    if (!isId(id)) error(404)
    const typed = Object.fromEntries(post.fields)
    const input = AnswerAsked.safeParse(typed)
    if (!input.success) return fail(422, { refusal: m.ui.form.choice, note: typed.note ?? '' })
    try {
      await perform(citizen, (work) => answerAsked(work, citizen, id, input.data))
    } catch (thrown) {
      if (!(thrown instanceof Refusal)) throw thrown
      return fail(thrown.status, { refusal: m.refusal(thrown.code, thrown.details), note: typed.note ?? '' })
    }
    await forgetParked(event, citizen)
    redirect(303, `/xac-nhan/${id}`)
  },
}
