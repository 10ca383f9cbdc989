/** All background work on one screen: what follows which fact, what the clock starts, who reads the feed. */
import { watchTasks } from '#server/modules/directives/index.ts'
import { dossierJobs, dossierSchedules } from '#server/modules/dossiers/jobs.ts'
import { forgetExpired } from '#server/modules/identity/jobs.ts'
import { dailyFollower } from '#server/modules/indicators/index.ts'
import { forgetNotices } from '#server/modules/notifications/jobs.ts'
import { fileSchedules } from '#server/platform/files/index.ts'
import { forgetJobs, type Job, type Schedule } from '#server/platform/jobs/jobs.ts'
import type { Follower } from '#server/platform/log/follower.ts'
import { forgetProcesses } from '#server/platform/watch/heartbeat.ts'
import { forgetAnswers } from '#server/platform/web/idempotency.ts'

// biome-ignore lint/suspicious/noExplicitAny: a list of jobs holds jobs of different data
export const jobs: readonly Job<any>[] = dossierJobs

export const schedules: readonly Schedule[] = [
  ...dossierSchedules,
  ...fileSchedules,
  forgetAnswers,
  forgetExpired,
  forgetJobs,
  forgetNotices,
  forgetProcesses,
  watchTasks,
]

export const followers: readonly Follower[] = [dailyFollower]
