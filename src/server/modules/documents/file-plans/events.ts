import { z } from 'zod'
import { defineEvent } from '#server/platform/events.ts'

const ofPlan = { agencyId: z.string(), year: z.int() }

/** A clerk began the list of a year. The subject is who. */
export const planBegun = defineEvent('documents.plan_begun', z.object({ ...ofPlan, entries: z.int() }))
/** An entry was written, changed or left out; after the approval it is only added. The subject is the entry. */
export const planEntryWritten = defineEvent(
  'documents.plan_entry_written',
  z.object({ ...ofPlan, what: z.enum(['added', 'changed', 'removed']), isAddition: z.boolean() }),
)
/** Whoever leads the agency approved the list. The subject is who. */
export const planApproved = defineEvent('documents.plan_approved', z.object({ ...ofPlan, entries: z.int() }))
/** Somebody took the list along, as a paper or as a spreadsheet. The subject is who. */
export const planTaken = defineEvent(
  'documents.plan_taken',
  z.object({ ...ofPlan, as: z.enum(['pdf', 'xlsx']), entries: z.int() }),
)
