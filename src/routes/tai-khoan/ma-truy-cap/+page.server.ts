import { z } from 'zod'
import {
  createPersonalToken,
  endPersonalToken,
  listPersonalTokens,
  longestTokenDays,
} from '#server/modules/identity/index.ts'
import { requireSignedIn } from '#server/platform/guards.ts'
import { perform } from '#server/platform/work.ts'
import { handleForm } from '#ui/handle-form.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals }) => {
  const actor = requireSignedIn(locals.actor)
  return { tokens: await perform(actor, (work) => listPersonalTokens(work, actor)) }
}

const NewToken = z.object({
  label: z.string().min(1).max(80),
  days: z.coerce
    .number(`Ghi số ngày, từ 1 đến ${longestTokenDays}.`)
    .int(`Ghi số ngày tròn, từ 1 đến ${longestTokenDays}.`)
    .min(1, `Ghi số ngày, từ 1 đến ${longestTokenDays}.`)
    .max(longestTokenDays, `Ghi số ngày, nhiều nhất ${longestTokenDays}.`),
})
const Chosen = z.object({ id: z.uuid() })

export const actions: Actions = {
  create: async ({ request, locals }) => {
    const actor = requireSignedIn(locals.actor)
    let created: { token: string } | undefined
    const result = await handleForm(request, NewToken, async (input) => {
      created = await perform(actor, (work) => createPersonalToken(work, actor, input))
    })
    return result ?? { token: created?.token }
  },

  end: ({ request, locals }) => {
    const actor = requireSignedIn(locals.actor)
    return handleForm(request, Chosen, ({ id }) =>
      perform(actor, (work) => endPersonalToken(work, actor, id)),
    )
  },
}
