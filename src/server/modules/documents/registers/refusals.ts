import { defineRefusal } from '#shared/refusal.ts'

export const registerNotYours = defineRefusal('documents.register_not_yours', 403)
/** It ends before it begins, or is longer than a year. */
export const registerSpanWrong = defineRefusal('documents.register_span_wrong', 422)
/** More lines than one file takes. */
export const registerTooLong = defineRefusal('documents.register_too_long', 422)
