import { defineRefusal } from '#shared/refusal.ts'

/** `why` says what is in the way: it is a copy itself, is none, is our own, is not issued, or is no file of pages. */
export const notToBeCopied = defineRefusal('documents.not_to_be_copied', 409)
/** More pages than a copy holds. */
export const copyTooLong = defineRefusal('documents.copy_too_long', 422)
/** Of an extract: pages typed otherwise than `1, 3-5`, or that the original does not have. */
export const pagesUnclear = defineRefusal('documents.pages_unclear', 422)
