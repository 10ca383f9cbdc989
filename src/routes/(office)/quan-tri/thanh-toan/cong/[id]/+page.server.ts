import { z } from 'zod'
import {
  addGatewayKey,
  changeGateway,
  getGatewayFor,
  noticeAddress,
  retireGatewayKey,
} from '#server/modules/payments/index.ts'
import { config } from '#server/platform/config.ts'
import { requireRole } from '#server/platform/web/guards.ts'
import { perform } from '#server/platform/work.ts'
import { m } from '#shared/messages/index.ts'
import { handleForm } from '#ui/form/handle-form.server.ts'
import { handleStaffForm, parkedForm } from '#ui/form/staff-form.server.ts'
import { GatewayFields } from '../gateway-form.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = ({ locals, params, url, cookies, setHeaders }) => {
  // A key that was just made stands on it once, and in no browser's store.
  setHeaders({ 'cache-control': 'no-store' })
  const officer = requireRole(locals.actor, 'administrator')
  return perform(officer, async (work) => ({
    gateway: await getGatewayFor(work, officer, params.id),
    noticeAddress: `${config.ORIGIN}${noticeAddress(params.id)}`,
    parked: await parkedForm({ url, cookies }, officer),
  }))
}

const Changed = GatewayFields.extend({
  isActive: z
    .string()
    .optional()
    .transform((ticked) => ticked !== undefined),
})
const Given = z.object({
  secret: z
    .string()
    .trim()
    // As it may stand in the environment too.
    .regex(/^(?:(?![,;])[\x21-\x7e]){16,256}$/, {
      error: () => m.payments.administration.gateways.givenWrong,
    }),
})
const Retired = z.object({ mark: z.string().regex(/^[0-9a-f]{8}$/) })

export const actions: Actions = {
  change: async (event) => {
    const failure = await handleStaffForm(event, Changed, async (changed) => {
      const officer = requireRole(event.locals.actor, 'administrator')
      await perform(officer, async (work) => {
        const { accountId } = await getGatewayFor(work, officer, event.params.id)
        await changeGateway(work, officer, event.params.id, { ...changed, accountId })
      })
    })
    return failure ?? { done: 'changed' }
  },

  make: async ({ request, locals, params }) => {
    const officer = requireRole(locals.actor, 'administrator')
    let made: { secret: string; mark: string } | undefined
    const failure = await handleForm(request, z.object({}), async () => {
      made = await perform(officer, (work) => addGatewayKey(work, officer, params.id))
    })
    return failure ?? { made }
  },

  // Not parked when the session has ended: a key is not kept where it need not be.
  give: async ({ request, locals, params }) => {
    const officer = requireRole(locals.actor, 'administrator')
    const failure = await handleForm(request, Given, async ({ secret }) => {
      await perform(officer, (work) => addGatewayKey(work, officer, params.id, secret))
    })
    return failure ?? { done: 'given' }
  },

  retire: async ({ request, locals, params }) => {
    const officer = requireRole(locals.actor, 'administrator')
    const failure = await handleForm(request, Retired, ({ mark }) =>
      perform(officer, (work) => retireGatewayKey(work, officer, params.id, mark)),
    )
    return failure ?? { done: 'retired' }
  },
}
