import { fail, redirect } from '@sveltejs/kit'
import { WithdrawDossier, withdrawDossier } from '#server/modules/dossiers/index.ts'
import { readPost } from '#server/platform/forms/read-post.ts'
import { perform } from '#server/platform/work.ts'
import { m } from '#shared/messages/index.ts'
import { Refusal } from '#shared/refusal.ts'
import { citizenOf, citizenOrPark } from '#ui/form/citizen-page.server.ts'
import { forgetParked, parkedAt } from '#ui/form/parked-form.server.ts'
import { openDossier } from '../open-dossier.ts'

export const load = async (event) => {
  const citizen = citizenOf(event)
  event.setHeaders({ 'cache-control': 'no-store' })
  const parked = await parkedAt(event, citizen)
  const { dossier, permitted } = await perform(citizen, (work) => openDossier(work, citizen, event.params.ma))
  if (!permitted.includes('withdraw')) redirect(303, `/ho-so/${dossier.code}`)
  return {
    code: dossier.code,
    seen: dossier.lastSeq,
    reason: parked?.find(([name]) => name === 'reason')?.[1] ?? '',
  }
}

export const actions = {
  default: async (event) => {
    const post = await readPost(event.request)
    const citizen = await citizenOrPark(event, post.fields)
    const typed = Object.fromEntries(post.fields)
    const input = WithdrawDossier.safeParse(typed)
    if (!input.success) return fail(422, { refusal: m.ui.form.tooLong(1000), reason: typed.reason ?? '' })
    try {
      await perform(citizen, async (work) => {
        const { dossier } = await openDossier(work, citizen, event.params.ma)
        if (dossier.status === 'withdrawn') return
        await withdrawDossier(work, citizen, dossier.id, input.data, {
          seenSeq: Number(post.control._moc) || undefined,
        })
      })
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      return fail(error.status, { refusal: m.refusal(error.code, error.details), reason: typed.reason ?? '' })
    }
    await forgetParked(event, citizen)
    redirect(303, `/ho-so/${event.params.ma}?da-rut`)
  },
}
