import { deriveBoxKey } from '#server/crafts/crypto/secret-box.ts'
import { loadKey } from '#server/platform/keys.ts'

const key = loadKey('identity')

/** Protects TOTP secrets in the database. */
export const totpKey = deriveBoxKey(key, 'totp')
/** Protects what a browser carries through an enrolment. */
export const enrolmentKey = deriveBoxKey(key, 'enrolment')
/** Protects what a browser carries through a confirmation. */
export const confirmationKey = deriveBoxKey(key, 'confirmation')
/** Keys the hashes of logins and addresses in the list of failures. */
export const attemptKey = deriveBoxKey(key, 'attempt')
