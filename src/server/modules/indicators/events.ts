import { z } from 'zod'
import { defineEvent } from '#server/platform/events.ts'

/** Someone opened a number into the dossiers behind it. */
export const figureOpened = defineEvent(
  'indicators.figure_opened',
  z.object({
    figure: z.string(),
    agencyId: z.string().nullable(),
    serviceCode: z.string().nullable(),
    readerId: z.uuid(),
  }),
)
