import { fromKysely } from 'pg-boss'
import type { Officer } from '#server/platform/actor.ts'
import { boss } from '#server/platform/jobs/boss.ts'
import { requireRole } from '#server/platform/web/guards.ts'
import { asProgram, type Work } from '#server/platform/work.ts'
import { jobRetried } from './events.ts'
import { hasQueue, listFailedJobIds, lockFailedJob } from './job-queries.ts'
import { jobNotFailed, queueNotFound } from './refusals.ts'

const mostAtOnce = 500

/** Gives one failed job another attempt, as soon as a worker is free. A job that has not failed is left alone. */
export async function retryJob(
  work: Work,
  officer: Officer,
  job: { queue: string; id: string },
): Promise<void> {
  requireRole(officer, 'administrator')
  await asProgram(work, async () => {
    if (!(await hasQueue(work.tx, job.queue))) throw queueNotFound({ queue: job.queue })
    if (!(await lockFailedJob(work.tx, job.queue, job.id))) throw jobNotFailed()
    await boss.retry(job.queue, job.id, { db: fromKysely(work.tx) })
  })
  await work.record(jobRetried(job.id, { queue: job.queue }))
}

/** Gives every failed job of a queue another attempt, the oldest first, 500 at once. Tells how many. */
export async function retryFailedJobs(work: Work, officer: Officer, queue: string): Promise<number> {
  requireRole(officer, 'administrator')
  const ids = await asProgram(work, async () => {
    if (!(await hasQueue(work.tx, queue))) throw queueNotFound({ queue })
    const failed = await listFailedJobIds(work.tx, queue, mostAtOnce)
    if (failed.length > 0) await boss.retry(queue, failed, { db: fromKysely(work.tx) })
    return failed
  })
  for (const id of ids) await work.record(jobRetried(id, { queue }))
  return ids.length
}
