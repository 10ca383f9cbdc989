import { z } from 'zod'
import { listAccountsFor, verifyAccount } from '#server/modules/payments/index.ts'
import { requireRole } from '#server/platform/web/guards.ts'
import { perform } from '#server/platform/work.ts'
import { handleForm } from '#ui/form/handle-form.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = ({ locals }) => {
  const officer = requireRole(locals.actor, 'finance')
  return perform(officer, async (work) => {
    const accounts = await listAccountsFor(work, officer)
    return { accounts: accounts.filter(({ agencyId }) => officer.agencyIds.includes(agencyId)) }
  })
}

const Verify = z.object({ id: z.uuid(), number: z.string().trim().min(1).max(40) })

export const actions: Actions = {
  default: async ({ request, locals }) => {
    const officer = requireRole(locals.actor, 'finance')
    const failure = await handleForm(request, Verify, (input) =>
      perform(officer, (work) => verifyAccount(work, officer, input)),
    )
    return failure ?? { done: 'verified' }
  },
}
