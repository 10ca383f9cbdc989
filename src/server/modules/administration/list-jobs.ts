import type { Officer } from '#server/platform/actor.ts'
import { requireRole } from '#server/platform/web/guards.ts'
import { asProgram, type Work } from '#server/platform/work.ts'
import {
  type FollowerRow,
  listFailedJobRows,
  listFollowerRows,
  listQueueRows,
  listScheduleRows,
  type QueueRow,
  type ScheduleRow,
} from './job-queries.ts'
import { describeJobError } from './model.ts'

export const failedJobsShown = 100

export interface FailedJob {
  id: string
  queue: string
  /** The first line, without anything that could be someone's data. */
  error: string
  attempts: number
  createdAt: Date
  failedAt: Date | null
}

export interface Background {
  queues: QueueRow[]
  /** The newest first, at most `failedJobsShown`. */
  failed: FailedJob[]
  schedules: ScheduleRow[]
  followers: FollowerRow[]
}

/** All background work: what waits, runs and failed, what the clock starts, how far the log has been read. */
export async function listJobs(work: Work, officer: Officer): Promise<Background> {
  requireRole(officer, 'administrator')
  const { failed, ...background } = await asProgram(work, async () => ({
    failed: await listFailedJobRows(work.tx, failedJobsShown),
    queues: await listQueueRows(work.tx),
    schedules: await listScheduleRows(work.tx),
  }))
  return {
    ...background,
    failed: failed.map(({ output, ...job }) => ({ ...job, error: describeJobError(output) })),
    followers: await listFollowerRows(work.tx),
  }
}
