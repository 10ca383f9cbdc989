/**
 * Every room's facts and all background work, on one screen: jobs, schedules, who reads the feed. What follows which fact
 * stands where each is defined, in its room. Web, worker and every tool load this file; where it is not loaded, `record`
 * throws for want of the fact.
 */
import './roles.ts'
import * as administration from '#server/modules/administration/events.ts'
import * as agencies from '#server/modules/agencies/events.ts'
import * as catalogue from '#server/modules/catalogue/events.ts'
import * as directives from '#server/modules/directives/events.ts'
import { directiveJobs, directiveSchedules } from '#server/modules/directives/jobs.ts'
import { agencyDocumentSchedules } from '#server/modules/documents/agency/jobs.ts'
import * as assignments from '#server/modules/documents/assign/events.ts'
import { assignmentJobs, assignmentSchedules } from '#server/modules/documents/assign/jobs.ts'
import { copyJobs } from '#server/modules/documents/copies/jobs.ts'
import * as documents from '#server/modules/documents/events.ts'
import * as filePlans from '#server/modules/documents/file-plans/events.ts'
import { workFileJobs, workFileSchedules } from '#server/modules/documents/files/jobs.ts'
import { incomingJobs, incomingSchedules } from '#server/modules/documents/incoming/jobs.ts'
import { numberSchedules } from '#server/modules/documents/numbers/void-forgotten.ts'
import * as registers from '#server/modules/documents/registers/events.ts'
import { textFollower, textSchedules } from '#server/modules/documents/search/jobs.ts'
import * as dossiers from '#server/modules/dossiers/events.ts'
import { dossierJobs, dossierSchedules } from '#server/modules/dossiers/jobs.ts'
import * as identity from '#server/modules/identity/events.ts'
import { forgetExpired } from '#server/modules/identity/jobs.ts'
import * as indicators from '#server/modules/indicators/events.ts'
import { dailyFollower, paidFollower } from '#server/modules/indicators/index.ts'
import * as meetings from '#server/modules/meetings/events.ts'
import { meetingSchedules } from '#server/modules/meetings/jobs.ts'
import * as notifications from '#server/modules/notifications/events.ts'
import { forgetNotices } from '#server/modules/notifications/jobs.ts'
import * as payments from '#server/modules/payments/events.ts'
import { paymentJobs, paymentSchedules } from '#server/modules/payments/jobs.ts'
import { daySumFollower } from '#server/modules/payments/ledger/sum-days.ts'
import * as registry from '#server/modules/registry/events.ts'
import { registerFacts } from '#server/platform/events.ts'
import { fileSchedules } from '#server/platform/files/index.ts'
import { discardInput } from '#server/platform/forms/park-input.ts'
import { boss } from '#server/platform/jobs/boss.ts'
import {
  type AnyJob,
  createQueues,
  forgetJobs,
  registerJobs,
  type Schedule,
} from '#server/platform/jobs/jobs.ts'
import type { AnyFollower } from '#server/platform/log/follower.ts'
import * as seal from '#server/platform/log/seal/events.ts'
import * as watch from '#server/platform/watch/events.ts'
import { forgetProcesses } from '#server/platform/watch/heartbeat.ts'
import { forgetAnswers } from '#server/platform/web/idempotency.ts'

export const jobs: readonly AnyJob[] = [
  ...assignmentJobs,
  ...copyJobs,
  ...directiveJobs,
  ...dossierJobs,
  ...incomingJobs,
  ...paymentJobs,
  ...workFileJobs,
]

export const schedules: readonly Schedule[] = [
  ...agencyDocumentSchedules,
  ...assignmentSchedules,
  ...directiveSchedules,
  ...dossierSchedules,
  ...textSchedules,
  ...workFileSchedules,
  ...fileSchedules,
  ...incomingSchedules,
  ...meetingSchedules,
  ...numberSchedules,
  ...paymentSchedules,
  discardInput,
  forgetAnswers,
  forgetExpired,
  forgetJobs,
  forgetNotices,
  forgetProcesses,
]

export const followers: readonly AnyFollower[] = [dailyFollower, paidFollower, daySumFollower, textFollower]

registerFacts(administration, agencies, catalogue, directives, documents, dossiers, identity, indicators)
registerFacts(assignments, notifications, registers, payments, registry, seal, watch)
registerFacts(filePlans, meetings)
registerJobs(jobs)

/** Opens the job queue for what this process records, also before a worker has ever run. */
export async function openQueue(): Promise<void> {
  await boss.start()
  await createQueues(jobs, [])
}

/** For tools: whoever works by this door has loaded every fact and what follows it. */
export { perform } from '#server/platform/work.ts'
