import { hashToken } from '#server/crafts/crypto/token.ts'
import { system } from '#server/platform/actor.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import type { Refusal } from '#shared/refusal.ts'
import { signInFailed } from '../events.ts'
import { type Account, findAccount, lockAccountRow } from '../queries/accounts.ts'
import { listGrantsOn } from '../queries/grants.ts'
import { listPasskeyRows } from '../queries/passkeys.ts'
import { deleteSecondStep, findSecondStepRow, type SecondStep } from '../queries/sign-in.ts'
import { noRole, signInExpired } from '../refusals.ts'
import { findKnownDevice } from '../sessions/known-devices.ts'
import { type Browser, type StartedSession, startSession } from '../sessions/start-session.ts'
import { type Attempt, countAttempt, forgiveAttempt } from './attempts.ts'

/** What the page of the second step shows. */
export interface PendingSecondStep {
  accountId: string
  name: string
  login: string
  hasTotp: boolean
  hasPasskey: boolean
}

/** The second half of a sign-in that this cookie began; undefined when it is over or never was. */
export async function findSecondStep(
  stepToken: string | undefined,
  now = new Date(),
): Promise<PendingSecondStep | undefined> {
  if (!stepToken) return undefined
  return perform(
    system,
    async (work) => {
      const step = await findSecondStepRow(work.tx, stepId(stepToken), work.now)
      const account = step && (await findAccount(work.tx, step.accountId))
      if (account?.status !== 'active') return undefined
      const passkeys = await listPasskeyRows(work.tx, account.id)
      return {
        accountId: account.id,
        name: account.displayName,
        login: account.login ?? '',
        hasTotp: account.hasTotp,
        hasPasskey: passkeys.length > 0,
      }
    },
    { now },
  )
}

/** The step and its account, held; refuses when the step is over. */
export async function lockSecondStep(
  work: Work,
  stepToken: string | undefined,
): Promise<{ step: SecondStep; account: Account }> {
  const step = stepToken ? await findSecondStepRow(work.tx, stepId(stepToken), work.now) : undefined
  const account = step && (await lockAccountRow(work.tx, step.accountId))
  if (!step || !account || account.status !== 'active') throw signInExpired()
  return { step, account }
}

/** The second half of a sign-in as its factor tries it. */
export interface SecondFactor {
  stepToken: string | undefined
  browser: Browser
  method: 'totp' | 'passkey'
  /** Whether the factor is right; the refusal when it is not. */
  check(work: Work, step: SecondStep, account: Account): Promise<'right' | Refusal>
}

/** Counts the attempt, has the factor checked, and opens the session. A wrong one stays counted and is recorded. */
export async function passSecondStep(
  { stepToken, browser, method, check }: SecondFactor,
  now: Date,
): Promise<FinishedSignIn> {
  const outcome = await perform(
    system,
    async (work) => {
      const { step, account } = await lockSecondStep(work, stepToken)
      const device = await findKnownDevice(work, account.id, browser.deviceToken)
      const { address } = browser
      const attempt: Attempt = { subject: { kind: 'code', value: account.id }, address, device }
      await countAttempt(work, attempt)
      const checked = await check(work, step, account)
      if (checked !== 'right') {
        // Returned, not thrown: the failure must stay counted.
        await work.record(signInFailed(account.id, { step: method }))
        return checked
      }
      await forgiveAttempt(work, attempt, now)
      return finishStaffSignIn(work, step, method, browser)
    },
    { now },
  )
  if (outcome instanceof Error) throw outcome
  return outcome
}

export interface FinishedSignIn extends StartedSession {
  returnTo: string
}

/** Password and second factor were right: opens the session, once. */
export async function finishStaffSignIn(
  work: Work,
  step: SecondStep,
  method: 'totp' | 'passkey',
  browser: Browser,
): Promise<FinishedSignIn> {
  if (!(await deleteSecondStep(work.tx, step.id))) throw signInExpired()
  const grants = await listGrantsOn(work.tx, step.accountId, localDay(work.now))
  if (grants.length === 0) throw noRole()
  const session = await startSession(work, { id: step.accountId, kind: 'staff' }, method, browser)
  return { ...session, returnTo: step.returnTo }
}

function stepId(stepToken: string): string {
  return hashToken(stepToken).toString('hex')
}
