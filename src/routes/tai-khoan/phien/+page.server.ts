import { z } from 'zod'
import { endSessions, listSessions } from '#server/modules/identity/index.ts'
import { requireSignedIn } from '#server/platform/web/guards.ts'
import { perform } from '#server/platform/work.ts'
import { handleForm } from '#ui/form/handle-form.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals }) => {
  const actor = requireSignedIn(locals.actor)
  return {
    sessions: await perform(actor, (work) => listSessions(work, actor)),
    currentId: locals.session?.id,
  }
}

const Chosen = z.object({ id: z.uuid() })

export const actions: Actions = {
  end: ({ request, locals }) =>
    handleForm(request, Chosen, async ({ id }) => {
      const actor = requireSignedIn(locals.actor)
      await perform(actor, (work) => endSessions(work, actor, { only: id }))
    }),

  others: async ({ locals }) => {
    const actor = requireSignedIn(locals.actor)
    const currentId = locals.session?.id
    if (currentId) await perform(actor, (work) => endSessions(work, actor, { except: currentId }))
  },
}
