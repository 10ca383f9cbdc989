import { defineRefusal } from '#shared/refusal.ts'

export const serviceNotFound = defineRefusal('catalogue.service_not_found', 404)
