import { z } from 'zod'
import { defineEvent } from '#server/platform/events.ts'

/** An administrator set a failed job going again. The subject is the job. */
export const jobRetried = defineEvent('administration.job_retried', z.object({ queue: z.string() }))

/** An administrator looked at an account. The subject is the account. */
export const accountViewed = defineEvent(
  'administration.account_viewed',
  z.object({ kind: z.enum(['citizen', 'staff', 'client']) }),
)

/** An administrator looked at the clocks and let go on what was held. The subject is the occasion. */
export const clockReleased = defineEvent('administration.clock_released', z.object({ jumpMs: z.int() }))
