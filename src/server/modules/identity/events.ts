import { z } from 'zod'
import { defineEvent } from '#server/platform/events.ts'

// The subject of each is the account.
const method = z.enum(['oidc', 'totp', 'passkey'])
const factor = z.enum(['totp', 'passkey'])

export const accountOpened = defineEvent(
  'identity.account_opened',
  z.object({ kind: z.enum(['citizen', 'staff', 'client']) }),
)
export const accountLinked = defineEvent('identity.account_linked', z.object({ issuer: z.string() }))
export const signedIn = defineEvent('identity.signed_in', z.object({ method, sessionId: z.uuid() }))
export const signInFailed = defineEvent(
  'identity.sign_in_failed',
  z.object({ step: z.enum(['password', 'totp', 'passkey']) }),
)
export const confirmed = defineEvent('identity.confirmed', z.object({ method, sessionId: z.uuid() }))
export const confirmationFailed = defineEvent(
  'identity.confirmation_failed',
  z.object({ method, sessionId: z.uuid() }),
)
export const sessionsEnded = defineEvent(
  'identity.sessions_ended',
  z.object({
    count: z.int(),
    why: z.enum([
      'signed_out',
      'ended_by_owner',
      'ended_by_administrator',
      'locked',
      'second_factor_reset',
      'password_changed',
    ]),
  }),
)
export const secondFactorEnrolled = defineEvent('identity.second_factor_enrolled', z.object({ factor }))
export const secondFactorRemoved = defineEvent('identity.second_factor_removed', z.object({ factor }))
export const secondFactorReset = defineEvent('identity.second_factor_reset', z.object({}))
export const passwordChanged = defineEvent('identity.password_changed', z.object({}))
export const tokenCreated = defineEvent(
  'identity.token_created',
  z.object({ tokenId: z.uuid(), kind: z.enum(['personal', 'client']), expiresAt: z.iso.datetime() }),
)
export const tokenEnded = defineEvent('identity.token_ended', z.object({ tokenId: z.uuid() }))
export const clientSecretRenewed = defineEvent('identity.client_secret_renewed', z.object({}))
export const roleGranted = defineEvent(
  'identity.role_granted',
  z.object({ grantId: z.uuid(), role: z.string(), agencyId: z.string() }),
)
export const grantEnded = defineEvent(
  'identity.grant_ended',
  z.object({ grantId: z.uuid(), role: z.string(), agencyId: z.string() }),
)
export const accountWasLocked = defineEvent('identity.account_locked', z.object({}))
export const failuresForgotten = defineEvent('identity.failures_forgotten', z.object({}))
export const accountUnlocked = defineEvent('identity.account_unlocked', z.object({}))

/** What the owner of the account, its subject, did and proved before the program knew who it was. */
export const provedByOwner = [signedIn, confirmed, accountLinked, secondFactorEnrolled] as const
/** What anybody may have tried with the account. */
export const triedByAnyone = [signInFailed, confirmationFailed] as const
