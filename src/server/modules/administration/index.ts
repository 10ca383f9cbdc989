/** Quản trị: the log and its seal, background work, what is unverified. The only file pages may import. */
export { getEvent } from './get-event.ts'
export { findSubject, getLogState, listEvents } from './list-events.ts'
export { listJobs } from './list-jobs.ts'
export { listUnverified, listUnverifiedDays } from './list-unverified.ts'
export { EventFilter, mostRowsLookedAt } from './model.ts'

export { eventNotFound } from './refusals.ts'
export { releaseClock } from './release-clock.ts'
export { retryFailedJobs, retryJob } from './retry-jobs.ts'
export { viewAccount } from './view-account.ts'
export { viewInstallation } from './view-installation.ts'
