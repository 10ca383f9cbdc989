import { isIP } from 'node:net'
import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import { type Officer, system } from '#server/platform/actor.ts'
import { config } from '#server/platform/config.ts'
import { openSecret, sealSecret } from '#server/platform/crypto/secret-box.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { secondFactorEnrolled, secondFactorRemoved } from './events.ts'
import { enrolmentKey } from './keys.ts'
import { signInMinutes } from './model.ts'
import { findAccount, lockAccountRow, updateAccount } from './queries/accounts.ts'
import {
  deletePasskeys,
  insertPasskey,
  listPasskeyRows,
  lockPasskey,
  movePasskey,
} from './queries/passkeys.ts'
import { lastSecondFactor, passkeyKnown, passkeyNotAccepted, signInExpired } from './refusals.ts'
import { type FinishedSignIn, lockSecondStep, passSecondStep } from './second-step.ts'
import type { Browser } from './start-session.ts'

/** The site a passkey belongs to (WebAuthn Level 3 §5.1). */
export interface RelyingParty {
  id: string
  origin: string
}

export const relyingParty: RelyingParty = { id: new URL(config.ORIGIN).hostname, origin: config.ORIGIN }

/** Browsers make passkeys for names only, never for an address in digits. */
export const passkeysPossible: boolean = isIP(relyingParty.id.replace(/^\[|\]$/g, '')) === 0

export interface PasskeySummary {
  id: string
  label: string
  createdAt: Date
  usedAt: Date | null
}

/** The second factors of one's own account. */
export async function getSecondFactors(
  work: Work,
  officer: Officer,
): Promise<{ hasTotp: boolean; passkeys: PasskeySummary[] }> {
  const account = await findAccount(work.tx, officer.id)
  const rows = await listPasskeyRows(work.tx, officer.id)
  const passkeys = rows.map(({ id, label, createdAt, usedAt }) => ({ id, label, createdAt, usedAt }))
  return { hasTotp: account?.totpSecret != null, passkeys }
}

/** What the browser needs to make a key, and the sealed challenge to send back with it. */
export async function proposePasskey(
  work: Work,
  officer: Officer,
  site = relyingParty,
): Promise<{ options: PublicKeyCredentialCreationOptionsJSON; proposal: string }> {
  const known = await listPasskeyRows(work.tx, officer.id)
  const options = await generateRegistrationOptions({
    rpName: 'Nhịp',
    rpID: site.id,
    userName: officer.name,
    userID: new TextEncoder().encode(officer.id),
    attestationType: 'none',
    excludeCredentials: known.map(({ id, transports }) => ({ id, transports })),
    authenticatorSelection: { residentKey: 'preferred', userVerification: 'preferred' },
  })
  const until = work.now.getTime() + signInMinutes * 60_000
  const content = Buffer.from(JSON.stringify({ challenge: options.challenge, until }))
  const proposal = sealSecret(enrolmentKey, content, `passkey:${officer.id}`).toString('base64url')
  return { options, proposal }
}

/** Adds a key to the account, as another second factor. */
export async function registerPasskey(
  work: Work,
  officer: Officer,
  input: { proposal: string; response: string; label: string },
  site = relyingParty,
): Promise<void> {
  const content = openSecret(enrolmentKey, Buffer.from(input.proposal, 'base64url'), `passkey:${officer.id}`)
  const { challenge, until } = content ? JSON.parse(content.toString()) : { challenge: '', until: 0 }
  if (until < work.now.getTime()) throw signInExpired()
  const result = await verifyRegistrationResponse({
    response: parseResponse<RegistrationResponseJSON>(input.response),
    expectedChallenge: challenge,
    expectedOrigin: site.origin,
    expectedRPID: site.id,
    requireUserVerification: false,
  }).catch(() => undefined)
  if (!result?.verified) throw passkeyNotAccepted()
  const { id, publicKey, counter, transports } = result.registrationInfo.credential
  const isNew = await insertPasskey(work.tx, {
    id,
    accountId: officer.id,
    publicKey: Buffer.from(publicKey),
    counter,
    transports: transports ?? [],
    label: input.label,
    createdAt: work.now,
  })
  if (!isNew) throw passkeyKnown()
  await work.record(secondFactorEnrolled(officer.id, { factor: 'passkey' }))
}

/** Takes a key off the account; the last second factor stays. */
export async function removePasskey(work: Work, officer: Officer, id: string): Promise<void> {
  const account = await lockAccountRow(work.tx, officer.id)
  const passkeys = await listPasskeyRows(work.tx, officer.id)
  if (!account?.totpSecret && passkeys.every((passkey) => passkey.id === id)) throw lastSecondFactor()
  const removed = await deletePasskeys(work.tx, officer.id, id)
  if (removed > 0) await work.record(secondFactorRemoved(officer.id, { factor: 'passkey' }))
}

/** Takes the authenticator app off the account; the last second factor stays. */
export async function removeTotp(work: Work, officer: Officer): Promise<void> {
  const account = await lockAccountRow(work.tx, officer.id)
  if (!account?.totpSecret) return
  const passkeys = await listPasskeyRows(work.tx, officer.id)
  if (passkeys.length === 0) throw lastSecondFactor()
  await updateAccount(work.tx, officer.id, { totpSecret: null })
  await work.record(secondFactorRemoved(officer.id, { factor: 'totp' }))
}

/** What the browser needs to sign the challenge of a sign-in under way. */
export async function offerPasskeySignIn(
  stepToken: string | undefined,
  site = relyingParty,
): Promise<PublicKeyCredentialRequestOptionsJSON> {
  return perform(system, async (work) => {
    const { step, account } = await lockSecondStep(work, stepToken)
    const passkeys = await listPasskeyRows(work.tx, account.id)
    return generateAuthenticationOptions({
      rpID: site.id,
      challenge: Uint8Array.from(Buffer.from(step.challenge, 'base64url')),
      allowCredentials: passkeys.map(({ id, transports }) => ({ id, transports })),
      userVerification: 'preferred',
    })
  })
}

/** The second half of a staff sign-in with a passkey. */
export function confirmPasskey(
  { response: text, ...input }: { stepToken: string | undefined; response: string; browser: Browser },
  now = new Date(),
  site = relyingParty,
): Promise<FinishedSignIn> {
  return passSecondStep(
    {
      ...input,
      method: 'passkey',
      async check(work, step, account) {
        const response = parseResponse<AuthenticationResponseJSON>(text)
        const passkey = await lockPasskey(work.tx, account.id, String(response?.id))
        if (!passkey) return passkeyNotAccepted()
        const result = await verifyAuthenticationResponse({
          response,
          expectedChallenge: step.challenge,
          expectedOrigin: site.origin,
          expectedRPID: site.id,
          requireUserVerification: false,
          credential: {
            id: passkey.id,
            publicKey: Uint8Array.from(passkey.publicKey),
            counter: passkey.counter,
          },
        }).catch(() => undefined)
        if (!result?.verified) return passkeyNotAccepted()
        await movePasskey(work.tx, passkey.id, result.authenticationInfo.newCounter, now)
        return 'right'
      },
    },
    now,
  )
}

/** The library checks every part of it; here only that it is an object. */
function parseResponse<Response>(text: string): Response {
  try {
    const value = JSON.parse(text)
    if (value && typeof value === 'object') return value
  } catch {}
  throw passkeyNotAccepted()
}
