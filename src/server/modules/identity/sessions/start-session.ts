import { createToken, hashToken } from '#server/crafts/crypto/token.ts'
import { newId } from '#server/platform/id.ts'
import type { Work } from '#server/platform/work.ts'
import { signedIn } from '../events.ts'
import { deviceDays, sessionLimits } from '../model.ts'
import { endSessionByToken, insertSession } from '../queries/sessions.ts'
import { rememberDevice } from './known-devices.ts'

/** The browser that signs in, as the request shows it. */
export interface Browser {
  userAgent: string
  address: string
  /** The session it came with, which ends: signing in never continues another's session. */
  formerToken?: string | undefined
  /** What its device is known by, if anybody has signed in there before. */
  deviceToken?: string | undefined
}

export interface StartedSession {
  /** For the cookie; the database keeps only its hash. */
  token: string
  expiresAt: Date
  /** For the cookie of the device, which outlives the session. */
  device: { token: string; expiresAt: Date }
}

/**
 * Opens a session for an account whose owner has just been recognised. `confirmedAt` is when they proved who they are,
 * as far as that is known.
 */
export async function startSession(
  work: Work,
  account: { id: string; kind: 'citizen' | 'staff' },
  method: 'oidc' | 'totp' | 'passkey',
  browser: Browser,
  confirmedAt: Date | null = work.now,
  /** Of electronic identification, as far as the provider says. */
  identified?: 1 | 2,
): Promise<StartedSession> {
  if (browser.formerToken) await endSessionByToken(work.tx, hashToken(browser.formerToken), work.now)
  const token = createToken()
  const expiresAt = new Date(work.now.getTime() + sessionLimits[account.kind].absolute)
  const id = newId(work.now.getTime())
  await insertSession(work.tx, {
    id,
    tokenHash: hashToken(token),
    accountId: account.id,
    agencyId: null,
    userAgent: browser.userAgent.slice(0, 400),
    address: browser.address.slice(0, 100),
    createdAt: work.now,
    seenAt: work.now,
    expiresAt,
    confirmedAt,
    identified: identified ?? null,
  })
  await work.record(signedIn(account.id, { method, sessionId: id }))
  const deviceExpiresAt = new Date(work.now.getTime() + deviceDays * 86_400_000)
  const deviceToken = await rememberDevice(work, account.id, browser.deviceToken)
  return { token, expiresAt, device: { token: deviceToken, expiresAt: deviceExpiresAt } }
}
