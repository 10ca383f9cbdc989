import { defineRefusal } from '#shared/refusal.ts'

export const eventNotFound = defineRefusal('administration.event_not_found', 404)
export const queueNotFound = defineRefusal('administration.queue_not_found', 404)
export const jobNotFailed = defineRefusal('administration.job_not_failed', 409)
