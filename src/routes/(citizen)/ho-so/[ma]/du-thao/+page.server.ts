import { fail, redirect } from '@sveltejs/kit'
import { SettlePrerequisite, settleOwnDraft } from '#server/modules/dossiers/index.ts'
import { readPost } from '#server/platform/forms/read-post.ts'
import { perform } from '#server/platform/work.ts'
import { formatDateTime } from '#shared/dates.ts'
import { m } from '#shared/messages/index.ts'
import { Refusal } from '#shared/refusal.ts'
import { citizenOf, citizenOrPark } from '#ui/form/citizen-page.server.ts'
import { forgetParked, parkedAt } from '#ui/form/parked-form.server.ts'
import { openDossier } from '../open-dossier.ts'

export const load = async (event) => {
  const citizen = citizenOf(event)
  event.setHeaders({ 'cache-control': 'no-store' })
  const parked = await parkedAt(event, citizen)
  const { dossier, state } = await perform(citizen, (work) => openDossier(work, citizen, event.params.ma))
  const awaited = Object.values(state.prerequisites).find(
    (one) => one.kind === 'draft' && one.state === 'open',
  )
  if (!awaited) redirect(303, `/ho-so/${dossier.code}`)
  return {
    code: dossier.code,
    key: awaited.key,
    until: awaited.dueAt ? formatDateTime(awaited.dueAt) : '',
    note: parked?.find(([name]) => name === 'note')?.[1] ?? '',
  }
}

export const actions = {
  default: async (event) => {
    const post = await readPost(event.request)
    const citizen = await citizenOrPark(event, post.fields)
    const { key, how, note = '' } = Object.fromEntries(post.fields)
    const input = SettlePrerequisite.safeParse({ key, how, note })
    if (!input.success) return fail(422, { refusal: m.ui.form.choice, note })
    try {
      await perform(citizen, async (work) => {
        const { dossier } = await openDossier(work, citizen, event.params.ma)
        await settleOwnDraft(work, citizen, dossier.id, input.data)
      })
    } catch (thrown) {
      if (!(thrown instanceof Refusal)) throw thrown
      return fail(thrown.status, { refusal: m.refusal(thrown.code, thrown.details), note })
    }
    await forgetParked(event, citizen)
    redirect(303, `/ho-so/${event.params.ma}`)
  },
}
