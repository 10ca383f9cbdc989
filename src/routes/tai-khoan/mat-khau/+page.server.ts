import { z } from 'zod'
import { browserOf, changePassword, shortestPassword } from '#server/modules/identity/index.ts'
import { hasFreshFactor, requireOfficer } from '#server/platform/web/guards.ts'
import { handleForm } from '#ui/form/handle-form.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = ({ locals }) => {
  return { isFresh: hasFreshFactor(requireOfficer(locals.actor)) }
}

const Change = z.object({
  current: z.string().min(1).max(1024),
  next: z.string().min(shortestPassword).max(1024),
})

export const actions: Actions = {
  default: async (event) => {
    const officer = requireOfficer(event.locals.actor)
    const result = await handleForm(event.request, Change, async (input) => {
      const browser = browserOf(event)
      await changePassword(officer, { ...input, sessionId: event.locals.session?.id, browser })
    })
    if (!result) return { isDone: true }
    // Passwords never come back to the page.
    result.data.values = {}
    return result
  },
}
