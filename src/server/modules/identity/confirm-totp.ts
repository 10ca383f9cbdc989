import { system } from '#server/platform/actor.ts'
import { perform } from '#server/platform/work.ts'
import { type Attempt, countAttempt, forgiveAttempt } from './attempts.ts'
import { signInFailed } from './events.ts'
import { updateAccount } from './queries/accounts.ts'
import { codeUsed, codeWrong } from './refusals.ts'
import { type FinishedSignIn, finishStaffSignIn, lockSecondStep } from './second-step.ts'
import type { Browser } from './start-session.ts'
import { openTotpSecret, totpStep } from './totp.ts'

export interface CodeSignIn {
  stepToken: string | undefined
  code: string
  browser: Browser
}

/** The second half of a staff sign-in with the code of an authenticator app. Each code works once. */
export async function confirmTotp(input: CodeSignIn, now = new Date()): Promise<FinishedSignIn> {
  const outcome = await perform(
    system,
    async (work) => {
      const { step, account } = await lockSecondStep(work, input.stepToken)
      const attempt: Attempt = {
        subject: { kind: 'code', value: account.id },
        address: input.browser.address,
      }
      await countAttempt(work, attempt)
      const timeStep =
        account.totpSecret && totpStep(openTotpSecret(account.id, account.totpSecret), input.code, now)
      const isUsed = timeStep && timeStep <= (account.totpLast ?? 0)
      if (!timeStep || isUsed) {
        // Returned, not thrown: the failure must stay counted.
        await work.record(signInFailed(account.id, { step: 'totp' }))
        return isUsed ? codeUsed() : codeWrong()
      }
      await forgiveAttempt(work, attempt, now)
      await updateAccount(work.tx, account.id, { totpLast: timeStep })
      return finishStaffSignIn(work, step, 'totp', input.browser)
    },
    { now },
  )
  if (outcome instanceof Error) throw outcome
  return outcome
}
