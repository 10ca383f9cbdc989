import { z } from 'zod'
import { defineEvent } from '#server/platform/events.ts'

/**
 * What the operations centre counts of a document, beside its agency and type (`kind`): how urgent it is (null: as any other), working days, and whether
 * it is electronic and signed by then (null: nobody has looked yet). Days of what is written here: from its first text (of what was issued and
 * stands no longer: from its issue); of what came: from its coming. Facts of earlier releases lack some of them.
 */
export const counted = {
  urgency: z.string().nullable().optional(),
  days: z.int().optional(),
  electronic: z.boolean().optional(),
  signed: z.boolean().nullable().optional(),
}
const about = { agencyId: z.string(), kind: z.string(), dossierId: z.uuid().nullable() }
const aboutCounted = { ...about, ...counted }

export const documentDrafted = defineEvent('documents.drafted', z.object(aboutCounted))
export const draftDiscarded = defineEvent('documents.draft_discarded', z.object(aboutCounted))
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
/** Signed, sealed, issued. */
export const documentIssued = defineEvent(
  'documents.issued',
  z.object({ ...numbered, sha256: z.string(), ...counted }),
)
/** The leader's signature is on it, and the seal waits for the clerk. */
export const leaderSigned = defineEvent(
  'documents.leader_signed',
  z.object({ ...numbered, sha256: z.string(), ...counted }),
)
/** A file that was just signed, sealed or marked breaks rules of PDF/A-2a, each with its clause of ISO 19005-2. It stands as it is. */
export const signedFlawed = defineEvent(
  'documents.signed_flawed',
  z.object({ agencyId: z.string(), sha256: z.string(), rules: z.array(z.string()) }),
)
/** Somebody asks that it be taken back; another decides. */
export const revocationAsked = defineEvent('documents.revocation_asked', z.object(about))
/** It is not taken back after all. */
export const revocationDropped = defineEvent('documents.revocation_dropped', z.object(about))
export const documentRevoked = defineEvent('documents.revoked', z.object(aboutCounted))
/** The change that had taken its place was taken back. */
export const documentReinstated = defineEvent('documents.reinstated', z.object(aboutCounted))
/** Another was issued in its place, in one act. */
export const documentReplaced = defineEvent(
  'documents.replaced',
  z.object({ ...aboutCounted, replacedBy: z.uuid() }),
)
/** Someone in office opened a document about someone: its owner can see who. */
export const documentOpened = defineEvent('documents.opened', z.object(about))

/** A draft of an agency was put into its approval route. */
export const draftSubmitted = defineEvent('documents.submitted', z.object(aboutCounted))
/** One step of the route agreed; as whom. */
export const stepApproved = defineEvent(
  'documents.step_approved',
  z.object({ ...aboutCounted, as: z.enum(['self', 'delegate', 'stand_in']) }),
)
/** Every step agreed: it waits for its signature. */
export const draftApproved = defineEvent('documents.approved', z.object(aboutCounted))
export const draftReturned = defineEvent('documents.returned', z.object(aboutCounted))
export const draftWithdrawn = defineEvent('documents.withdrawn', z.object(aboutCounted))
/** Agencies, units or people are asked what they think of a draft. */
export const opinionAsked = defineEvent(
  'documents.opinion_asked',
  z.object({ ...about, asked: z.array(z.string()), dueAt: z.iso.datetime() }),
)
export const opinionGiven = defineEvent(
  'documents.opinion_given',
  z.object({
    ...about,
    by: z.string(),
    answer: z.enum(['agree', 'comments', 'disagree']),
    inTime: z.boolean(),
  }),
)
/** Another document of the agency amends or corrects it. */
export const documentNoted = defineEvent(
  'documents.noted',
  z.object({ ...about, relation: z.enum(['amends', 'corrects']), by: z.uuid() }),
)
/** A received document is the copy of one its sender revoked, replaced, amended or corrected, or undid that (`undone`), and says so. */
export const senderFollowed = defineEvent(
  'documents.sender_followed',
  z.object({
    agencyId: z.string(),
    kind: z.string(),
    change: z.enum(['revoked', 'replaced', 'amended', 'corrected', 'undone']),
  }),
)
/** What a clerk had noted of its sender by hand was wrong and is taken back. */
export const senderNoteUndone = defineEvent(
  'documents.sender_note_undone',
  z.object({
    agencyId: z.string(),
    kind: z.string(),
    change: z.enum(['revoked', 'replaced', 'amended', 'corrected']),
  }),
)
/** The subject is the account of who is away. */
export const absenceEntered = defineEvent(
  'documents.absence_entered',
  z.object({ agencyId: z.string(), fromOn: z.iso.date(), toOn: z.iso.date(), standIn: z.uuid().nullable() }),
)
export const absenceEnded = defineEvent('documents.absence_ended', z.object({ agencyId: z.string() }))
/** A leader added a rule of the agency about its documents, or ended one, from a day on. */
export const ruleMade = defineEvent(
  'documents.rule_made',
  z.object({ agencyId: z.string(), about: z.enum(['route', 'seal', 'hold']), validFrom: z.iso.date() }),
)
export const ruleEnded = defineEvent(
  'documents.rule_ended',
  z.object({ agencyId: z.string(), from: z.iso.date() }),
)
const arrivedFrom = { agencyId: z.string(), source: z.enum(['exchange', 'mail', 'scan']) }
/** Something came to an agency: by the exchange, by mail, or as a scan. It waits for the clerk; its type is what its sender said, or unknown yet. */
export const documentArrived = defineEvent(
  'documents.received',
  z.object({ ...arrivedFrom, isReadable: z.boolean(), kind: z.string().nullable().optional(), ...counted }),
)
/** A clerk opened what waits. */
export const arrivalOpened = defineEvent('documents.arrival_opened', z.object(arrivedFrom))
/** A clerk asked that a mail that was not fetched is fetched again; it was, and is the same arrival with its files. */
export const mailAskedAgain = defineEvent('documents.mail_asked_again', z.object(arrivedFrom))
export const mailFetchedAgain = defineEvent(
  'documents.mail_fetched_again',
  z.object({ ...arrivedFrom, isReadable: z.boolean() }),
)
/** The clerk did not take it. */
export const arrivalRefused = defineEvent(
  'documents.arrival_refused',
  // Facts of earlier releases do not say whether it was a state secret.
  z.object({ ...arrivedFrom, isSecret: z.boolean().optional() }),
)
/** It stands in the register of incoming documents. */
export const documentRegistered = defineEvent(
  'documents.registered',
  z.object({
    ...arrivedFrom,
    // Facts of earlier releases lack it.
    kind: z.string().optional(),
    urgency: counted.urgency,
    days: counted.days,
    /** It came as a file, not as paper that was scanned. What was read of its signatures before it was entered; what they are worth is told when it is judged. */
    electronic: counted.electronic,
    signed: counted.signed,
    number: z.int(),
  }),
)
/** What was entered of it was wrong and was corrected: which facts, not what they say. */
export const entryCorrected = defineEvent(
  'documents.entry_corrected',
  z.object({ agencyId: z.string(), type: z.string(), facts: z.array(z.string()) }),
)
/** What was found of its signatures, and whether the ĐẾN mark stands on it. */
export const incomingJudged = defineEvent(
  'documents.incoming_judged',
  z.object({
    ...arrivedFrom,
    kind: z.string().optional(),
    urgency: counted.urgency,
    days: counted.days,
    electronic: counted.electronic,
    isElectronicAndSigned: z.boolean(),
    signed: z.enum(['intact', 'broken', 'unsigned', 'unreadable']),
    isMarked: z.boolean(),
  }),
)
/** Where the mailbox of an agency is was said anew. */
export const mailboxChanged = defineEvent('documents.mailbox_changed', z.object({ agencyId: z.string() }))
/** An administrator confirmed that it is where its clerk said, or that it is not read any more. */
export const mailboxConfirmed = defineEvent(
  'documents.mailbox_confirmed',
  z.object({ agencyId: z.string(), isConfirmed: z.boolean() }),
)
/** Hồ sơ công việc: opened, filled, closed, held, handed over, destroyed. */
const ofWorkFile = { agencyId: z.string() }
export const workFileOpened = defineEvent(
  'documents.work_file_opened',
  z.object({ ...ofWorkFile, retention: z.string() }),
)
export const workFileClosed = defineEvent(
  'documents.work_file_closed',
  z.object({
    ...ofWorkFile,
    retention: z.string(),
    // Facts of earlier releases lack it: which of its facts were determined anew.
    redetermined: z.array(z.enum(['title', 'retention', 'isConstruction'])).optional(),
  }),
)
const filing = z.object({ ...ofWorkFile, documentId: z.uuid().nullable() })
export const documentFiled = defineEvent('documents.filed_in', filing)
export const filedTakenOut = defineEvent('documents.filed_taken_out', filing)
/** Somebody opened a file that lies in a work file. */
export const filedOpened = defineEvent('documents.filed_opened', filing)
export const holdPlaced = defineEvent('documents.hold_placed', z.object(ofWorkFile))
export const holdReleased = defineEvent('documents.hold_released', z.object(ofWorkFile))
export const workFileTransferred = defineEvent(
  'documents.work_file_transferred',
  z.object({ ...ofWorkFile, files: z.int(), sha256: z.string() }),
)
export const disposalProposed = defineEvent(
  'documents.disposal_proposed',
  z.object({ ...ofWorkFile, count: z.int() }),
)
export const disposalDecided = defineEvent(
  'documents.disposal_decided',
  z.object({ ...ofWorkFile, isApproved: z.boolean() }),
)
export const workFileDestroyed = defineEvent(
  'documents.work_file_destroyed',
  z.object({ ...ofWorkFile, files: z.int() }),
)
