import { getLogState, listJobs, listUnverified } from '#server/modules/administration/index.ts'
import { requireRole } from '#server/platform/guards.ts'
import { perform } from '#server/platform/work.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = ({ locals }) => {
  const officer = requireRole(locals.actor, 'administrator')
  return perform(officer, async (work) => {
    const { waiting } = await getLogState(work, officer)
    const { queues } = await listJobs(work, officer)
    const { services } = await listUnverified(work, officer)
    return {
      waiting,
      failed: queues.reduce((sum, queue) => sum + queue.failed, 0),
      queued: queues.reduce((sum, queue) => sum + queue.waiting + queue.retrying, 0),
      unverified: services.filter(({ parts }) => parts.length > 0).length,
    }
  })
}
