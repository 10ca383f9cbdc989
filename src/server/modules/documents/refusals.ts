import { defineRefusal } from '#shared/refusal.ts'

export const documentNotFound = defineRefusal('documents.not_found', 404)
export const agencyNotYours = defineRefusal('documents.agency_not_yours', 403)
export const mayNotSign = defineRefusal('documents.may_not_sign', 403)
/** What was handed over to them to sign covers other documents than this one. */
export const beyondDelegation = defineRefusal('documents.beyond_delegation', 403)
/** Whoever drafted it keeps it for the head and the deputies: what was handed over would reach it. */
export const keptForHead = defineRefusal('documents.kept_for_head', 403)
/** The authority its page was set with is not theirs today. */
export const powerChanged = defineRefusal('documents.power_changed', 409)
export const wrongStatus = defineRefusal('documents.wrong_status', 409)
export const changedMeanwhile = defineRefusal('documents.changed_meanwhile', 409)
/** Somebody has begun to sign it and has not finished. */
export const beingSigned = defineRefusal('documents.being_signed', 409)
/** Who holds a number, or signs for the agency, ends it; the clerk where they are gone or it is confirmed and stands still. */
export const numberNotYours = defineRefusal('documents.number_not_yours', 403)
/** Ký comes first: only then is there a number, and the very file to confirm. */
export const notPrepared = defineRefusal('documents.not_prepared', 409)
/** The key did not answer in time; the number stays with the document, and signing goes on. */
export const keyBusy = defineRefusal('documents.key_busy', 503)
/** As it would be signed it breaks PDF/A: nothing was signed, and the number stays with the document. */
export const notArchival = defineRefusal('documents.not_archival', 409)
/** A failure of ours after the confirmation: the program signs on by itself. */
export const signingGoesOn = defineRefusal('documents.signing_goes_on', 503)
/** Only who examines cases, or signs, says that a paper is wrong. */
export const mayNotAskRevocation = defineRefusal('documents.may_not_ask_revocation', 403)
/** Thu hồi takes two: somebody has to ask for it first. */
export const revocationNotAsked = defineRefusal('documents.revocation_not_asked', 409)
export const revocationWaits = defineRefusal('documents.revocation_waits', 409)
/** Whoever asked for it does not decide it. */
export const secondPersonNeeded = defineRefusal('documents.second_person_needed', 403)
/** Another is being written in its place: one or the other is decided. */
/** What should take the place of a document is itself, of another dossier, or not issued. */
export const replacementUnfit = defineRefusal('documents.replacement_unfit', 409)
export const replacementWaits = defineRefusal('documents.replacement_waits', 409)
export const reasonNeeded = defineRefusal('documents.reason_needed', 422)
export const pagesNotShown = defineRefusal('documents.pages_not_shown', 409)
export const draftChanged = defineRefusal('documents.draft_changed', 409)
export const signingKeyMissing = defineRefusal('documents.signing_key_missing', 503)
/** By an approved list: its line in the register is all that is left. */
export const documentDestroyed = defineRefusal('documents.destroyed', 410)
/** Revoked or replaced by whoever issued it: it is given to nobody and answered no more. */
export const documentFrozen = defineRefusal('documents.frozen', 409)
/** The same of what a copy is of: nothing that is in force no longer is copied. */
export const originalFrozen = defineRefusal('documents.original_frozen', 409)
export const fileNotHeld = defineRefusal('documents.file_not_held', 404)
export const codeUnreadable = defineRefusal('documents.code_unreadable', 422)
export const fileMissing = defineRefusal('documents.file_missing', 422)
export const fileTooLarge = defineRefusal('documents.file_too_large', 413)
export const fileEmpty = defineRefusal('documents.file_empty', 422)
export const fileEncrypted = defineRefusal('documents.file_encrypted', 422)
export const notPdf = defineRefusal('documents.not_pdf', 415)
/** Reading it goes beyond the limits: nothing is said for it and nothing against it. */
export const notJudged = defineRefusal('documents.not_judged', 422)
export const readersBusy = defineRefusal('documents.readers_busy', 503)
/** More files were given to be read than a person's work needs: read again in so many seconds. */
export const readingsSpent = defineRefusal('documents.readings_spent', 429)
/** The same of registers, packages and Word files made to be taken along. */
export const papersSpent = defineRefusal('documents.papers_spent', 429)
/** The pages beside a text were drawn more often than anyone writes. */
export const comparedTooOften = defineRefusal('documents.compared_too_often', 429)
export const drawnTooOften = defineRefusal('documents.drawn_too_often', 429)
export const tooManyChecks = defineRefusal('documents.too_many_checks', 429)
/** A file has more pages, or a larger picture, than a certified copy of it can hold. */
export const tooManyPages = defineRefusal('documents.too_many_pages', 422)

/** It answers a dossier, or came from elsewhere: its way is another. */
export const notOfAgency = defineRefusal('documents.not_of_agency', 404)
/** Somebody in its route has it; it is withdrawn or returned before it changes. */
export const inRoute = defineRefusal('documents.in_route', 409)
/** Nothing is signed that was not approved as it stands. */
export const notApproved = defineRefusal('documents.not_approved', 409)
/** Only who began or submitted a draft takes it out of its route. */
export const notYourDraft = defineRefusal('documents.not_your_draft', 403)
export const notYourStep = defineRefusal('documents.not_your_step', 403)
export const nobodyAsked = defineRefusal('documents.nobody_asked', 422)
/** Whoever is asked by name works on documents at that agency today. */
export const personNotThere = defineRefusal('documents.person_not_there', 422)
export const askedAlready = defineRefusal('documents.asked_already', 409)
export const opinionNotFound = defineRefusal('documents.opinion_not_found', 404)
/** Other than plain consent is said in words. */
export const wordingNeeded = defineRefusal('documents.wording_needed', 422)
export const absenceNotPossible = defineRefusal('documents.absence_not_possible', 422)
/** A rule of an agency says what can be done, from a day that is not over. */
export const ruleNotPossible = defineRefusal('documents.rule_not_possible', 422)
/** Rules of an agency are made and ended by its head or a deputy. */
export const rulesOfHead = defineRefusal('documents.rules_of_head', 403)
export const ruleNotFound = defineRefusal('documents.rule_not_found', 404)
/** The power to sign is handed to who works here, in books the agency has. */
export const powerNotPossible = defineRefusal('documents.power_not_possible', 422)
/** Who is away says that they are there after all, or whoever leads the agency. */
export const absenceNotYours = defineRefusal('documents.absence_not_yours', 403)
export const absenceNotFound = defineRefusal('documents.absence_not_found', 404)
/** Amended or replaced only by a document of equal form of the same agency. */
export const formUnequal = defineRefusal('documents.form_unequal', 422)
export const agencyUnknown = defineRefusal('documents.agency_unknown', 422)
export const tooManyAtOnce = defineRefusal('documents.too_many_at_once', 422)
