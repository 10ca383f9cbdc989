import { defineRefusal } from '#shared/refusal.ts'

export const incomingNotFound = defineRefusal('documents.incoming_not_found', 404)
/** Only the leader or the clerk of the agency that received it assigns. */
export const mayNotAssign = defineRefusal('documents.may_not_assign', 403)
/** Somebody else leads. */
export const notYoursToLead = defineRefusal('documents.not_yours_to_lead', 403)
/** It is answered or closed: it is opened again first. */
export const incomingEnded = defineRefusal('documents.incoming_ended', 409)
export const incomingNotEnded = defineRefusal('documents.incoming_not_ended', 409)
/** Nobody works there, or not on documents. */
export const leadUnknown = defineRefusal('documents.lead_unknown', 422)
export const termPassed = defineRefusal('documents.term_passed', 422)
/** Offices are closed on that day. */
export const termNotWorking = defineRefusal('documents.term_not_working', 422)
export const moreTimeWaits = defineRefusal('documents.more_time_waits', 409)
/** A note of what its sender did is of what proves no sender, names the document that says so, and is made once. */
export const senderNoteUnclear = defineRefusal('documents.sender_note_unclear', 422)
