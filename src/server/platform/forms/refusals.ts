/** Codes keep the names under which they were first published, when pages and cases read forms of their own. */
import { defineRefusal } from '#shared/refusal.ts'

export const formTooLarge = defineRefusal('ui.form_too_large', 413)
export const formTooManyFields = defineRefusal('ui.form_too_many_fields', 413)
/** A line that broke, or a body that is not the form it says it is. */
export const formBroken = defineRefusal('ui.form_broken', 400)
/** No form at all. */
export const formUnreadable = defineRefusal('ui.form_unreadable', 415)
export const inputTooLarge = defineRefusal('dossiers.input_too_large', 413)
