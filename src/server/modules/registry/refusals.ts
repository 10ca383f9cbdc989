import { defineRefusal } from '#shared/refusal.ts'

export const personNotFound = defineRefusal('registry.person_not_found', 404)
export const identityNumberInvalid = defineRefusal('registry.identity_number_invalid', 422)
export const lookupsStopped = defineRefusal('registry.lookups_stopped', 429)
export const taxCodeInvalid = defineRefusal('registry.tax_code_invalid', 422)
export const contactInvalid = defineRefusal('registry.contact_invalid', 422)
export const purposeNeeded = defineRefusal('registry.purpose_needed', 422)
export const paperNotFound = defineRefusal('registry.paper_not_found', 404)
export const marriageNotStanding = defineRefusal('registry.marriage_not_standing', 409)
export const divorceNotStanding = defineRefusal('registry.divorce_not_standing', 409)
/** One of this marriage waits for another officer. */
export const divorceWaits = defineRefusal('registry.divorce_waits', 409)
/** Who recorded it does not confirm it. */
export const divorceOwnConfirmation = defineRefusal('registry.divorce_own_confirmation', 409)
/** Who recorded it does not take it back. */
export const divorceOwn = defineRefusal('registry.divorce_own', 409)
export const marriedSince = defineRefusal('registry.married_since', 409)
/** A court cannot have ended a marriage before it was entered: `on` says when. */
export const judgmentTooOld = defineRefusal('registry.judgment_too_old', 422)
export const alreadyMarried = defineRefusal('registry.already_married', 409)
