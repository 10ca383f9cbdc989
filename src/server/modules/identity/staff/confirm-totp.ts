import type { Work } from '#server/platform/work.ts'
import type { Refusal } from '#shared/refusal.ts'
import { type Account, getSecrets, updateAccount } from '../queries/accounts.ts'
import { codeUsed, codeWrong } from '../refusals.ts'
import type { Browser } from '../sessions/start-session.ts'
import { type FinishedSignIn, passSecondStep } from './second-step.ts'
import { openTotpSecret, totpStep } from './totp.ts'

export interface CodeSignIn {
  stepToken: string | undefined
  code: string
  browser: Browser
}

/** The second half of a staff sign-in with the code of an authenticator app. Each code works once. */
export function confirmTotp({ code, ...input }: CodeSignIn, now = new Date()): Promise<FinishedSignIn> {
  return passSecondStep(
    {
      ...input,
      method: 'totp',
      check: (work, _, account) => checkCode(work, account, code),
    },
    now,
  )
}

/** Whether this is the code of now or of the steps beside it, not used before; if so it is used up. */
export async function checkCode(work: Work, account: Account, code: string): Promise<'right' | Refusal> {
  const { totpSecret, totpLast } = await getSecrets(work.tx, account.id)
  const timeStep = totpSecret && totpStep(openTotpSecret(account.id, totpSecret), code, work.now)
  if (!timeStep) return codeWrong()
  if (timeStep <= (totpLast ?? 0)) return codeUsed()
  await updateAccount(work.tx, account.id, { totpLast: timeStep })
  return 'right'
}
