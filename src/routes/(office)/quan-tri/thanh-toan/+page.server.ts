import { listAccountsFor, listGatewaysFor, viewChannelHealth } from '#server/modules/payments/index.ts'
import { requireRole } from '#server/platform/web/guards.ts'
import { perform } from '#server/platform/work.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = ({ locals }) => {
  const officer = requireRole(locals.actor, 'administrator')
  return perform(officer, async (work) => {
    const { channels, suspense } = await viewChannelHealth(work, officer)
    const accounts = await listAccountsFor(work, officer)
    const gateways = await listGatewaysFor(work, officer)
    return {
      suspense,
      channels: channels.map((channel) => ({
        ...channel,
        hasKey: gateways.some(({ id, keys }) => id === channel.id && keys.length > 0),
      })),
      accounts: accounts.length,
      waiting: accounts.filter(({ state }) => state === 'waiting').length,
    }
  })
}
