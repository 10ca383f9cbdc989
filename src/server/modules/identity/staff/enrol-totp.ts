import { openSecret, sealSecret } from '#server/crafts/crypto/secret-box.ts'
import { type Officer, system } from '#server/platform/actor.ts'
import { requireFreshFactor } from '#server/platform/web/guards.ts'
import { asProgram, perform, type Work } from '#server/platform/work.ts'
import { secondFactorEnrolled } from '../events.ts'
import { enrolmentKey } from '../keys.ts'
import { type Account, lockAccountRow, updateAccount } from '../queries/accounts.ts'
import { listPasskeyRows } from '../queries/passkeys.ts'
import { codeWrong, secondFactorExists, signInExpired } from '../refusals.ts'
import type { Browser } from '../sessions/start-session.ts'
import { type FinishedSignIn, finishStaffSignIn, lockSecondStep } from './second-step.ts'
import { createTotpSecret, sealTotpSecret, totpStep, totpText, totpUri } from './totp.ts'

/** A secret offered for enrolment. Nothing is stored until a code proves that the app has it. */
export interface TotpProposal {
  /** For a hidden field: the secret, encrypted, for this account only. */
  proposal: string
  /** For the QR code. */
  uri: string
  /** For typing in. */
  text: string
}

/** Offers a new secret, or shows again the one already offered: a mistyped code must not cost a second scan. */
export function proposeTotp(accountId: string, label: string, former?: string): TotpProposal {
  const known = former ? openProposal(accountId, former) : undefined
  const secret = known ?? createTotpSecret()
  return {
    proposal:
      known && former ? former : sealSecret(enrolmentKey, secret, `totp:${accountId}`).toString('base64url'),
    uri: totpUri(secret, label),
    text: totpText(secret),
  }
}

/** Makes the offered secret the account's second factor, in place of any it had. */
export async function enrolTotp(
  work: Work,
  officer: Officer,
  input: { proposal: string; code: string },
): Promise<void> {
  requireFreshFactor(officer, work.now)
  const account = await asProgram(work, () => lockAccountRow(work.tx, officer.id))
  if (!account) throw signInExpired()
  await storeTotp(work, account, input)
}

/** The first sign-in of an account without second factor: enrols one and opens the session. */
export async function enrolTotpAtSignIn(
  input: { stepToken: string | undefined; proposal: string; code: string; browser: Browser },
  now = new Date(),
): Promise<FinishedSignIn> {
  return perform(
    system,
    async (work) => {
      const { step, account } = await lockSecondStep(work, input.stepToken)
      // Else a stolen password would be enough to replace the second factor.
      const passkeys = await listPasskeyRows(work.tx, account.id)
      if (account.hasTotp || passkeys.length > 0) throw secondFactorExists()
      await storeTotp(work, account, input)
      return finishStaffSignIn(work, step, 'totp', input.browser)
    },
    { now },
  )
}

async function storeTotp(
  work: Work,
  account: Account,
  { proposal, code }: { proposal: string; code: string },
): Promise<void> {
  const secret = openProposal(account.id, proposal)
  if (!secret) throw signInExpired()
  const timeStep = totpStep(secret, code, work.now)
  if (!timeStep) throw codeWrong()
  const totpSecret = sealTotpSecret(account.id, secret)
  await asProgram(work, () => updateAccount(work.tx, account.id, { totpSecret, totpLast: timeStep }))
  await work.record(secondFactorEnrolled(account.id, { factor: 'totp' }))
}

function openProposal(accountId: string, proposal: string): Buffer | undefined {
  return openSecret(enrolmentKey, Buffer.from(proposal, 'base64url'), `totp:${accountId}`)
}
