import {
  getLogState,
  listUnverified,
  releaseClock,
  viewInstallation,
} from '#server/modules/administration/index.ts'
import { listAccountsFor } from '#server/modules/payments/index.ts'
import { requireRole } from '#server/platform/web/guards.ts'
import { perform } from '#server/platform/work.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals }) => {
  const officer = requireRole(locals.actor, 'administrator')
  const conditions = await viewInstallation(officer)
  return perform(officer, async (work) => {
    const { waiting } = await getLogState(work, officer)
    const { services } = await listUnverified(work, officer)
    const accounts = await listAccountsFor(work, officer)
    const queues = conditions.find(({ name }) => name === 'queues')?.details
    return {
      at: work.now,
      conditions: conditions.map(({ figures: _, ...condition }) => condition),
      waiting,
      failed: Number(queues?.failed ?? 0),
      queued: Number(queues?.waiting ?? 0),
      unverifiedAccounts: accounts.filter(({ state }) => state === 'waiting').length,
      unverified: services.filter(({ figures }) => figures.length > 0).length,
    }
  })
}

export const actions = {
  releaseClock: async ({ locals }) => {
    return { wasHeld: await releaseClock(requireRole(locals.actor, 'administrator')) }
  },
} satisfies Actions
