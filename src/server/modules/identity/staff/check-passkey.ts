import { isIP } from 'node:net'
import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  type PublicKeyCredentialRequestOptionsJSON,
  verifyAuthenticationResponse,
} from '@simplewebauthn/server'
import { config } from '#server/platform/config.ts'
import type { Work } from '#server/platform/work.ts'
import type { Refusal } from '#shared/refusal.ts'
import { listPasskeyRows, lockPasskey, movePasskey } from '../queries/passkeys.ts'
import { passkeyNotAccepted } from '../refusals.ts'

/** The site a passkey belongs to (WebAuthn Level 3 §5.1). */
export interface RelyingParty {
  id: string
  origin: string
}

export const relyingParty: RelyingParty = { id: new URL(config.ORIGIN).hostname, origin: config.ORIGIN }

/** Browsers make passkeys for names only, never for an address in digits. */
export const passkeysPossible: boolean = isIP(relyingParty.id.replace(/^\[|\]$/g, '')) === 0

/** What the browser needs to sign this challenge with a key of the account. */
export async function askForPasskey(
  work: Work,
  accountId: string,
  challenge: string,
  site = relyingParty,
): Promise<PublicKeyCredentialRequestOptionsJSON> {
  const passkeys = await listPasskeyRows(work.tx, accountId)
  return generateAuthenticationOptions({
    rpID: site.id,
    challenge: Uint8Array.from(Buffer.from(challenge, 'base64url')),
    allowCredentials: passkeys.map(({ id, transports }) => ({ id, transports })),
    userVerification: 'preferred',
  })
}

/** Whether the answer of the browser is this challenge, signed by a key of the account. */
export async function checkPasskey(
  work: Work,
  accountId: string,
  challenge: string,
  answer: string,
  site = relyingParty,
): Promise<'right' | Refusal> {
  const response = parseResponse<AuthenticationResponseJSON>(answer)
  const passkey = await lockPasskey(work.tx, accountId, String(response?.id))
  if (!passkey) return passkeyNotAccepted()
  const result = await verifyAuthenticationResponse({
    response,
    expectedChallenge: challenge,
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
  await movePasskey(work.tx, passkey.id, result.authenticationInfo.newCounter, work.now)
  return 'right'
}

/** The library checks every part of it; here only that it is an object. */
export function parseResponse<Response>(text: string): Response {
  try {
    const value = JSON.parse(text)
    if (value && typeof value === 'object') return value
  } catch {}
  throw passkeyNotAccepted()
}
