import { defineRefusal } from '#shared/refusal.ts'

/** Another writes it now. */
export const othersTurn = defineRefusal('documents.others_turn', 409)
/** Whoever saves must have the turn to write. */
export const turnLost = defineRefusal('documents.turn_lost', 409)
/** It was saved from elsewhere since this page was opened. */
export const staleText = defineRefusal('documents.stale_text', 409)
/** Nobody writes it any more: it is being signed, issued or given up, or no draft of an agency at all. */
export const notOpenToWriting = defineRefusal('documents.not_open_to_writing', 409)
/** What was sent is no text of a document; `problem` says why where it can be told. */
export const textUnreadable = defineRefusal('documents.text_unreadable', 422)
export const remarkNotFound = defineRefusal('documents.remark_not_found', 404)
export const proposalNotFound = defineRefusal('documents.proposal_not_found', 404)
/** The block a proposal is about is not in the text. */
export const blockNotFound = defineRefusal('documents.block_not_found', 404)
/** The text bears a mark of secrecy: nothing of a state secret is written here. */
export const secretText = defineRefusal('documents.secret_text', 422)
/** Somebody decided it, or called it settled, before. */
export const alreadyDecided = defineRefusal('documents.already_decided', 409)
export const versionNotFound = defineRefusal('documents.version_not_found', 404)
/** So many remarks or proposals that nobody could read them. */
export const tooManyRemarks = defineRefusal('documents.too_many_remarks', 409)
/** What is proposed and not decided is so long that no page could show it. */
export const proposalsTooLong = defineRefusal('documents.proposals_too_long', 409)
export const notPicture = defineRefusal('documents.not_picture', 415)
export const pictureNotOwn = defineRefusal('documents.picture_not_own', 422)
