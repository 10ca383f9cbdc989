import { z } from 'zod'
import { defineEvent } from '#server/platform/events.ts'
import { counted } from '../events.ts'

/** Of an incoming document: whose it is, what it is, how urgent, and for how many working days. */
const about = {
  agencyId: z.string(),
  /** Tên loại: a key of the types of documents. */
  kind: z.string(),
  urgency: z.string().nullable(),
  leadAgencyId: z.string().nullable(),
  /** It came as a file; whole signatures are on it. Facts of earlier releases lack both. */
  electronic: counted.electronic,
  signed: counted.signed,
  /** Working days left of its term, or as the fact says; null where there is none. Facts of earlier releases lack them. */
  days: z.int().nullable().optional(),
}
/** Whole working days; null where there is no term. */
const days = z.int().nullable()

/** Giao xử lý, with the working days it was given. */
export const documentAssigned = defineEvent('documents.assigned', z.object({ ...about, days }))
export const documentHandedOn = defineEvent('documents.handed_on', z.object(about))
/** Whoever led gave it back: nobody has it. */
export const assignmentReturned = defineEvent('documents.assignment_returned', z.object(about))
export const moreTimeAsked = defineEvent('documents.more_time_asked', z.object(about))
export const termSet = defineEvent('documents.term_set', z.object({ ...about, days }))
/** A document that answers it was issued, so many working days after it was assigned, in time or not. */
export const documentAnswered = defineEvent(
  'documents.answered',
  z.object({ ...about, days, onTime: z.boolean().nullable(), answeredBy: z.uuid() }),
)
/** It needed no answer. */
export const incomingClosed = defineEvent(
  'documents.incoming_closed',
  z.object({ ...about, days, onTime: z.boolean().nullable() }),
)
export const incomingReopened = defineEvent('documents.incoming_reopened', z.object(about))
/** Whoever leads, or the head, was reminded of its term. */
export const termReminded = defineEvent(
  'documents.reminded',
  z.object({ ...about, days, whom: z.enum(['lead', 'head']) }),
)
