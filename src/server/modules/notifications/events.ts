import { z } from 'zod'
import { defineEvent } from '#server/platform/events.ts'

/** A staff account was told something: its open pages show it at once. The subject is the account. */
export const staffTold = defineEvent(
  'notifications.staff_told',
  z.object({ agencyId: z.string(), kind: z.string() }),
)
