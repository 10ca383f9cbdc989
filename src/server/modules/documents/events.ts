import { z } from 'zod'
import { defineEvent } from '#server/platform/events.ts'

const about = { agencyId: z.string(), kind: z.string(), dossierId: z.uuid().nullable() }

export const documentDrafted = defineEvent('documents.drafted', z.object(about))
export const draftDiscarded = defineEvent('documents.draft_discarded', z.object(about))
const numbered = { ...about, number: z.int(), symbol: z.string() }
/** A leader pressed Ký: the number is theirs until they sign or do not. */
export const numberReserved = defineEvent('documents.number_reserved', z.object(numbered))
/** The signer proved who they are and confirmed the very bytes with this fingerprint: by a second factor, or a token made with one. */
export const signingConfirmed = defineEvent(
  'documents.signing_confirmed',
  z.object({
    ...numbered,
    sha256: z.string(),
    proof: z.enum(['factor', 'token']),
    provenAt: z.iso.datetime().nullable(),
  }),
)
/** Not signed: the number stays empty, and the register says why. */
export const numberVoided = defineEvent('documents.number_voided', z.object(numbered))
export const documentIssued = defineEvent('documents.issued', z.object({ ...numbered, sha256: z.string() }))
/** Somebody asks that it be taken back; another decides. */
export const revocationAsked = defineEvent('documents.revocation_asked', z.object(about))
/** It is not taken back after all. */
export const revocationDropped = defineEvent('documents.revocation_dropped', z.object(about))
export const documentRevoked = defineEvent('documents.revoked', z.object(about))
/** The change that had taken its place was taken back. */
export const documentReinstated = defineEvent('documents.reinstated', z.object(about))
/** Another was issued in its place, in one act. */
export const documentReplaced = defineEvent(
  'documents.replaced',
  z.object({ ...about, replacedBy: z.uuid() }),
)
/** Someone in office opened a document about someone: its owner can see who. */
export const documentOpened = defineEvent('documents.opened', z.object(about))
