import { redirect } from '@sveltejs/kit'
import { z } from 'zod'
import { gatewayKinds, openGateway } from '#server/modules/payments/index.ts'
import { requireRole } from '#server/platform/web/guards.ts'
import { perform } from '#server/platform/work.ts'
import { m } from '#shared/messages/index.ts'
import { handleStaffForm, parkedForm } from '#ui/form/staff-form.server.ts'
import { GatewayFields } from '../gateway-form.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url, cookies }) => {
  const officer = requireRole(locals.actor, 'administrator')
  return { kinds: gatewayKinds, parked: await parkedForm({ url, cookies }, officer) }
}

const NewGateway = GatewayFields.extend({
  id: z
    .string()
    .trim()
    .regex(/^[a-z0-9-]{1,40}$/, { error: () => m.payments.administration.gateways.idWrong }),
  kind: z.enum(gatewayKinds, { error: () => m.ui.form.choice }),
})

export const actions: Actions = {
  default: (event) =>
    handleStaffForm(event, NewGateway, async (gateway) => {
      const officer = requireRole(event.locals.actor, 'administrator')
      await perform(officer, (work) => openGateway(work, officer, { ...gateway, accountId: null }))
      redirect(303, `/quan-tri/thanh-toan/cong/${gateway.id}`)
    }),
}
