import {
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  type RegistrationResponseJSON,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import { openSecret, sealSecret } from '#server/crafts/crypto/secret-box.ts'
import { type Officer, system } from '#server/platform/actor.ts'
import { requireFreshFactor } from '#server/platform/web/guards.ts'
import { asProgram, perform, type Work } from '#server/platform/work.ts'
import { secondFactorEnrolled, secondFactorRemoved } from '../events.ts'
import { enrolmentKey } from '../keys.ts'
import { signInMinutes } from '../model.ts'
import { findAccount, lockAccountRow, updateAccount } from '../queries/accounts.ts'
import { deletePasskeys, insertPasskey, listPasskeyRows } from '../queries/passkeys.ts'
import { lastSecondFactor, passkeyKnown, passkeyNotAccepted, signInExpired } from '../refusals.ts'
import type { Browser } from '../sessions/start-session.ts'
import { askForPasskey, checkPasskey, parseResponse, relyingParty } from './check-passkey.ts'
import { type FinishedSignIn, lockSecondStep, passSecondStep } from './second-step.ts'

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
  return { hasTotp: account?.hasTotp === true, passkeys }
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
  requireFreshFactor(officer, work.now)
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
  const passkey = {
    id,
    accountId: officer.id,
    publicKey: Buffer.from(publicKey),
    counter,
    transports: transports ?? [],
    label: input.label,
    createdAt: work.now,
  }
  const isNew = await asProgram(work, () => insertPasskey(work.tx, passkey))
  if (!isNew) throw passkeyKnown()
  await work.record(secondFactorEnrolled(officer.id, { factor: 'passkey' }))
}

/** Takes a key off the account; the last second factor stays. */
export async function removePasskey(work: Work, officer: Officer, id: string): Promise<void> {
  requireFreshFactor(officer, work.now)
  const account = await asProgram(work, () => lockAccountRow(work.tx, officer.id))
  const passkeys = await listPasskeyRows(work.tx, officer.id)
  if (!account?.hasTotp && passkeys.every((passkey) => passkey.id === id)) throw lastSecondFactor()
  const removed = await asProgram(work, () => deletePasskeys(work.tx, officer.id, id))
  if (removed > 0) await work.record(secondFactorRemoved(officer.id, { factor: 'passkey' }))
}

/** Takes the authenticator app off the account; the last second factor stays. */
export async function removeTotp(work: Work, officer: Officer): Promise<void> {
  requireFreshFactor(officer, work.now)
  const account = await asProgram(work, () => lockAccountRow(work.tx, officer.id))
  if (!account?.hasTotp) return
  const passkeys = await listPasskeyRows(work.tx, officer.id)
  if (passkeys.length === 0) throw lastSecondFactor()
  await asProgram(work, () => updateAccount(work.tx, officer.id, { totpSecret: null }))
  await work.record(secondFactorRemoved(officer.id, { factor: 'totp' }))
}

/** What the browser needs to sign the challenge of a sign-in under way. */
export async function offerPasskeySignIn(
  stepToken: string | undefined,
  site = relyingParty,
): Promise<PublicKeyCredentialRequestOptionsJSON> {
  return perform(system, async (work) => {
    const { step, account } = await lockSecondStep(work, stepToken)
    return askForPasskey(work, account.id, step.challenge, site)
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
      check: (work, step, account) => checkPasskey(work, account.id, step.challenge, text, site),
    },
    now,
  )
}
