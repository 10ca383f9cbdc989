import { z } from 'zod'
import { listJobs, retryFailedJobs, retryJob } from '#server/modules/administration/index.ts'
import { requireRole } from '#server/platform/web/guards.ts'
import { perform } from '#server/platform/work.ts'
import { handleForm } from '#ui/form/handle-form.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = ({ locals }) => {
  const officer = requireRole(locals.actor, 'administrator')
  return perform(officer, async (work) => ({ ...(await listJobs(work, officer)), at: work.now }))
}

const QueueName = z.string().min(1).max(200)
const ChosenJob = z.object({ queue: QueueName, id: z.uuid() })
const ChosenQueue = z.object({ queue: QueueName })

export const actions: Actions = {
  retry: async ({ request, locals }) => {
    const officer = requireRole(locals.actor, 'administrator')
    const failure = await handleForm(request, ChosenJob, (job) =>
      perform(officer, (work) => retryJob(work, officer, job)),
    )
    return failure ?? { retried: 1 }
  },

  retryAll: async ({ request, locals }) => {
    const officer = requireRole(locals.actor, 'administrator')
    let retried = 0
    const failure = await handleForm(request, ChosenQueue, async ({ queue }) => {
      retried = await perform(officer, (work) => retryFailedJobs(work, officer, queue))
    })
    return failure ?? { retried }
  },
}
