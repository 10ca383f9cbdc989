import { defineRefusal } from '#shared/refusal.ts'

export const arrivalNotFound = defineRefusal('documents.arrival_not_found', 404)
/** Another clerk was quicker: it is in the register already, or was not taken. */
export const arrivalSettled = defineRefusal('documents.arrival_settled', 409)
/** Nothing of it could be kept: there is no document to enter. */
export const nothingToEnter = defineRefusal('documents.nothing_to_enter', 409)
/** The register holds something that may be the same; the clerk looks at it and says that it is another. */
export const maybeEntered = defineRefusal('documents.maybe_entered', 409)
/** A file of a letter of the exchange broke off, or was another than its sender named, as often as it was fetched. */
export const letterFileNotFetched = defineRefusal('documents.letter_file_not_fetched', 422)
/** It is no mail that broke off, or has been fetched since. */
export const nothingToFetch = defineRefusal('documents.nothing_to_fetch', 409)
export const mailAskedTooOften = defineRefusal('documents.mail_asked_too_often', 429)
export const scanNotReadable = defineRefusal('documents.scan_not_readable', 415)
/** It bears a mark of secrecy, or so it was read, and the clerk has not said that it bears none. */
export const bearsSecrecyMark = defineRefusal('documents.bears_secrecy_mark', 422)
/** It was not taken as a state secret: none of its files is kept. */
export const secretLetGo = defineRefusal('documents.secret_let_go', 410)
export const dayInFuture = defineRefusal('documents.day_in_future', 422)
export const dueBeforeArrival = defineRefusal('documents.due_before_arrival', 422)
export const pageNotThere = defineRefusal('documents.page_not_there', 404)
export const mailboxUnfit = defineRefusal('documents.mailbox_unfit', 422)
/** A correction says something else than what stands there. */
export const nothingCorrected = defineRefusal('documents.nothing_corrected', 422)
/** One that was kept is for the machine it was given for. */
export const mailboxPasswordNeeded = defineRefusal('documents.mailbox_password_needed', 422)
/** Its clerk named another machine meanwhile. */
export const mailboxMoved = defineRefusal('documents.mailbox_moved', 409)
