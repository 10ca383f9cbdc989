import { z } from 'zod'
import { openStaffAccount } from '#server/modules/identity/index.ts'
import { requireRole } from '#server/platform/web/guards.ts'
import { perform } from '#server/platform/work.ts'
import { m } from '#shared/messages/index.ts'
import { PersonName } from '#shared/person-name.ts'
import { handleStaffForm, parkedForm } from '#ui/form/staff-form.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url, cookies }) => {
  const officer = requireRole(locals.actor, 'administrator')
  return { parked: await parkedForm({ url, cookies }, officer) }
}

const NewAccount = z.object({
  login: z
    .string()
    .toLowerCase()
    .regex(/^[a-z0-9][a-z0-9.-]{1,58}[a-z0-9]$/, { error: () => m.administration.accounts.open.loginWrong }),
  displayName: PersonName,
})

export const actions: Actions = {
  default: async (event) => {
    let opened: { id: string; login: string; password: string } | undefined
    const failure = await handleStaffForm(event, NewAccount, async (input) => {
      const officer = requireRole(event.locals.actor, 'administrator')
      const account = await perform(officer, (work) => openStaffAccount(work, officer, input))
      opened = { ...account, login: input.login }
    })
    return failure ?? { opened }
  },
}
