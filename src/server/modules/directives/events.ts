import { z } from 'zod'
import { defineEvent } from '#server/platform/events.ts'

const figure = {
  agencyId: z.string(),
  /** None of what a document ordered. */
  measure: z.string().nullable(),
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

/** What an issued document tells an agency to do; whoever issued it waits for the report. */
export const taskOrdered = defineEvent(
  'directives.ordered',
  z.object({
    agencyId: z.string(),
    issuingAgencyId: z.string(),
    documentId: z.uuid(),
    others: z.int(),
    dueOn: z.iso.date().nullable(),
  }),
)
const judged = { agencyId: z.string(), issuingAgencyId: z.string() }
/** In time or not, where it had a day. */
export const reportAccepted = defineEvent(
  'directives.accepted',
  z.object({ ...judged, onTime: z.boolean().nullable() }),
)
export const reportReturned = defineEvent('directives.returned', z.object(judged))
