import { defineRefusal } from '#shared/refusal.ts'

export const notYourAgency = defineRefusal('indicators.not_your_agency', 403)
