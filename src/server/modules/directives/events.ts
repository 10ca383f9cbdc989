import { z } from 'zod'
import { defineEvent } from '#server/platform/events.ts'

const figure = {
  agencyId: z.string(),
  measure: z.string(),
  serviceCode: z.string().nullable(),
  value: z.number().nullable(),
}

export const taskIssued = defineEvent(
  'directives.issued',
  z.object({ ...figure, target: z.number(), dueOn: z.iso.date() }),
)
export const taskReported = defineEvent('directives.reported', z.object(figure))
export const taskClosed = defineEvent('directives.closed', z.object(figure))
export const taskWithdrawn = defineEvent('directives.withdrawn', z.object(figure))
