import { defineRefusal } from '#shared/refusal.ts'

export const agencyNotFound = defineRefusal('agencies.not_found', 404)
export const positionNotFound = defineRefusal('agencies.position_not_found', 404)
/** The power to sign cannot be handed on in this way. */
export const delegationNotAllowed = defineRefusal('agencies.delegation_not_allowed', 422)
export const delegationNotFound = defineRefusal('agencies.delegation_not_found', 404)
