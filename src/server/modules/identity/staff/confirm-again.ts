/** Proving anew, in an open session, who one is: for staff with a second factor. Citizens do it at their provider. */
import { randomBytes } from 'node:crypto'
import type { PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/server'
import { openSecret, sealSecret } from '#server/crafts/crypto/secret-box.ts'
import { type Officer, system } from '#server/platform/actor.ts'
import { perform, type Work } from '#server/platform/work.ts'
import type { Refusal } from '#shared/refusal.ts'
import { confirmationFailed, confirmed } from '../events.ts'
import { confirmationKey } from '../keys.ts'
import { signInMinutes } from '../model.ts'
import { type Account, lockAccountRow } from '../queries/accounts.ts'
import { findOpenSession, setSessionConfirmed } from '../queries/sessions.ts'
import { signInExpired } from '../refusals.ts'
import { findKnownDevice } from '../sessions/known-devices.ts'
import { forgetPrincipals } from '../sessions/principal-cache.ts'
import type { Browser } from '../sessions/start-session.ts'
import { type Attempt, countAttempt, forgiveAttempt } from './attempts.ts'
import { askForPasskey, checkPasskey, relyingParty } from './check-passkey.ts'
import { checkCode } from './confirm-totp.ts'

/** The session in which somebody proves anew who they are, and where they sit. */
interface Here {
  sessionId: string | undefined
  browser: Pick<Browser, 'address' | 'deviceToken'>
}

/** With the code of the authenticator app; each code works once. The session is fresh from now on. */
export function confirmWithCode(
  officer: Officer,
  { code, ...here }: Here & { code: string },
  now = new Date(),
): Promise<void> {
  return confirm(officer, here, 'totp', (work, account) => checkCode(work, account, code), now)
}

/** What the browser needs to sign with a passkey, and the sealed challenge to send back with the signature. */
export async function offerPasskeyConfirmation(
  work: Work,
  officer: Officer,
  sessionId: string,
  site = relyingParty,
): Promise<{ options: PublicKeyCredentialRequestOptionsJSON; proposal: string }> {
  const challenge = randomBytes(32).toString('base64url')
  const content = Buffer.from(JSON.stringify({ challenge, offeredAt: work.now.getTime() }))
  const proposal = sealSecret(confirmationKey, content, contextOf(sessionId)).toString('base64url')
  return { options: await askForPasskey(work, officer.id, challenge, site), proposal }
}

/** With a passkey, in answer to an offer of the last ten minutes; each offer works once. */
export function confirmWithPasskey(
  officer: Officer,
  { proposal, response, ...here }: Here & { proposal: string; response: string },
  now = new Date(),
  site = relyingParty,
): Promise<void> {
  const content = openSecret(
    confirmationKey,
    Buffer.from(proposal, 'base64url'),
    contextOf(here.sessionId ?? ''),
  )
  const { challenge, offeredAt } = content ? JSON.parse(content.toString()) : { challenge: '', offeredAt: 0 }
  const check = async (work: Work, account: Account, former: Date | null) => {
    const isOpen = offeredAt > now.getTime() - signInMinutes * 60_000
    // An offer from before the last proof has been answered already, or another one was.
    if (!isOpen || (former && offeredAt <= former.getTime())) return signInExpired()
    return checkPasskey(work, account.id, challenge, response, site)
  }
  return confirm(officer, here, 'passkey', check, now)
}

type Check = (work: Work, account: Account, former: Date | null) => Promise<'right' | Refusal>

async function confirm(
  officer: Officer,
  { sessionId, browser }: Here,
  method: 'totp' | 'passkey',
  check: Check,
  now: Date,
): Promise<void> {
  const refusal = await perform(
    system,
    async (work) => {
      const account = await lockAccountRow(work.tx, officer.id)
      const session = sessionId ? await findOpenSession(work.tx, sessionId, work.now) : undefined
      if (!account || !sessionId || session?.accountId !== account.id) throw signInExpired()
      const { address, deviceToken } = browser
      const device = await findKnownDevice(work, account.id, deviceToken)
      const attempt: Attempt = { subject: { kind: 'code', value: account.id }, address, device }
      await countAttempt(work, attempt)
      const checked = await check(work, account, session.confirmedAt)
      if (checked !== 'right') {
        // Returned, not thrown: the failure must stay counted.
        await work.record(confirmationFailed(account.id, { method, sessionId }))
        return checked
      }
      await forgiveAttempt(work, attempt, now)
      await setSessionConfirmed(work.tx, sessionId, account.id, work.now)
      await work.record(confirmed(account.id, { method, sessionId }))
      forgetPrincipals(account.id)
      return undefined
    },
    { now },
  )
  if (refusal) throw refusal
}

function contextOf(sessionId: string): string {
  return `confirmation:${sessionId}`
}
