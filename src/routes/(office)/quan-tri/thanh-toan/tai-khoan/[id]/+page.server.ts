import { z } from 'zod'
import { endAccount, getAccountFor, verifyAccount } from '#server/modules/payments/index.ts'
import { requireRole } from '#server/platform/web/guards.ts'
import { perform } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import { handleForm } from '#ui/form/handle-form.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = ({ locals, params }) => {
  const officer = requireRole(locals.actor, 'administrator')
  return perform(officer, async (work) => ({ account: await getAccountFor(work, officer, params.id) }))
}

const Verify = z.object({ number: z.string().trim().min(1).max(40) })

export const actions: Actions = {
  verify: async ({ request, locals, params }) => {
    const officer = requireRole(locals.actor, 'administrator')
    const failure = await handleForm(request, Verify, ({ number }) =>
      perform(officer, (work) => verifyAccount(work, officer, { id: params.id, number })),
    )
    return failure ?? { done: 'verified' }
  },

  end: async ({ request, locals, params }) => {
    const officer = requireRole(locals.actor, 'administrator')
    const failure = await handleForm(request, z.object({}), () =>
      perform(officer, (work) => endAccount(work, officer, { id: params.id, day: localDay(work.now) })),
    )
    return failure ?? { done: 'ended' }
  },
}
