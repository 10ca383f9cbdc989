import { defineRefusal } from '#shared/refusal.ts'

export const serviceNotFound = defineRefusal('catalogue.service_not_found', 404)
/** Another code stands in its place: `replacedBy` says which. */
export const serviceReplaced = defineRefusal('catalogue.service_replaced', 410)
