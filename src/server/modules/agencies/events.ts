import { z } from 'zod'
import { defineEvent } from '#server/platform/events.ts'

const Term = z.strictObject({ positionId: z.string(), validFrom: z.string(), validTo: z.string().nullable() })

/** Subject: the account appointed. */
export const appointed = defineEvent('agencies.appointed', Term)
/** Subject: the account whose term ends. */
export const appointmentEnded = defineEvent('agencies.appointment-ended', Term)
const Power = Term.extend({ authority: z.enum(['KT.', 'TL.', 'TUQ.']), decision: z.string() })

/** Subject: the account that received the power to sign. */
export const powerDelegated = defineEvent('agencies.power-delegated', Power)
/** Subject: the account that has the power to sign no more after `validTo`, earlier than it was handed over for. */
export const delegationEnded = defineEvent('agencies.delegation-ended', Power)
