import { redirect } from '@sveltejs/kit'
import { z } from 'zod'
import { chooseAgency, listMyAgencies } from '#server/modules/identity/index.ts'
import { requireOfficer, signInNeeded } from '#server/platform/web/guards.ts'
import { perform } from '#server/platform/work.ts'
import { handleForm } from '#ui/form/handle-form.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals }) => {
  const officer = requireOfficer(locals.actor)
  const agencies = await perform(officer, (work) => listMyAgencies(work, officer))
  return { agencies, currentId: officer.agencyId }
}

const Chosen = z.object({ agencyId: z.string().max(100) })

export const actions: Actions = {
  default: ({ request, locals }) =>
    handleForm(request, Chosen, async ({ agencyId }) => {
      const officer = requireOfficer(locals.actor)
      const sessionId = locals.session?.id
      if (!sessionId) throw signInNeeded()
      await perform(officer, (work) => chooseAgency(work, officer, sessionId, agencyId))
      redirect(303, '/tai-khoan/co-quan')
    }),
}
