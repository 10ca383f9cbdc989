import { defineRefusal } from '#shared/refusal.ts'

export const planNotFound = defineRefusal('documents.plan_not_found', 404)
export const planBegunAlready = defineRefusal('documents.plan_begun_already', 409)
/** A list is begun for this year or the next, and what is over is not written any more. */
export const planYearOver = defineRefusal('documents.plan_year_over', 422)
export const planOfHead = defineRefusal('documents.plan_of_head', 403)
export const planEmpty = defineRefusal('documents.plan_empty', 409)
/** It is another list than the one that was on the page. */
export const planChanged = defineRefusal('documents.plan_changed', 409)
/** Approved: its entries stay, others are added. */
export const planStands = defineRefusal('documents.plan_stands', 409)
export const planNotApproved = defineRefusal('documents.plan_not_approved', 409)
export const planFull = defineRefusal('documents.plan_full', 409)
export const planEntryNotFound = defineRefusal('documents.plan_entry_not_found', 404)
export const planCodeTaken = defineRefusal('documents.plan_code_taken', 409)
/** Whoever is named does not work on documents of this agency. */
export const planPersonUnknown = defineRefusal('documents.plan_person_unknown', 422)
/** The work file of the entry is there already, or the work file has its entry. */
export const planEntryOpened = defineRefusal('documents.plan_entry_opened', 409)
