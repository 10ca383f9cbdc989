import { z } from 'zod'
import { defineEvent } from '#server/platform/log/events.ts'

const about = { agencyId: z.string(), kind: z.string(), dossierId: z.uuid().nullable() }

export const documentDrafted = defineEvent('documents.drafted', z.object(about))
export const draftDiscarded = defineEvent('documents.draft_discarded', z.object(about))
export const documentIssued = defineEvent(
  'documents.issued',
  z.object({ ...about, number: z.int(), symbol: z.string(), sha256: z.string() }),
)
export const documentRevoked = defineEvent('documents.revoked', z.object(about))
/** Someone in office opened a document about someone: its owner can see who. */
export const documentOpened = defineEvent('documents.opened', z.object(about))
