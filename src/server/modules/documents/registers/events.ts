import { z } from 'zod'
import { defineEvent } from '#server/platform/events.ts'

/** Somebody took a register along, as a paper or as a spreadsheet. The subject is who. */
export const registerTaken = defineEvent(
  'documents.register_taken',
  z.object({
    agencyId: z.string(),
    register: z.string(),
    year: z.int(),
    which: z.enum(['out', 'in', 'followed']),
    as: z.enum(['pdf', 'xlsx']),
    lines: z.int(),
  }),
)
