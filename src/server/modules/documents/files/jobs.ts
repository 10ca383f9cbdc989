/** What work files do by themselves. */
import { type AnyJob, defineJob, defineSchedule, type Schedule } from '#server/platform/jobs/jobs.ts'
import { disposalDecided } from '../events.ts'
import { destroyApproved } from './destroy.ts'
import { warnOfEnds } from './warn.ts'

export const workFileJobs: readonly AnyJob[] = [
  defineJob({
    name: 'documents.destroy-work-files',
    on: disposalDecided,
    run: () => destroyApproved(),
  }),
]

export const workFileSchedules: readonly Schedule[] = [
  defineSchedule({ name: 'documents.warn-of-ends', cron: '20 6 * * *', run: () => warnOfEnds() }),
  // What was approved and not brought to its end by the job that follows it.
  defineSchedule({ name: 'documents.go-on-destroying', cron: '50 * * * *', run: destroyApproved }),
]
