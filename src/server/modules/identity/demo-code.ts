import { system } from '#server/platform/actor.ts'
import { config } from '#server/platform/config.ts'
import { perform } from '#server/platform/work.ts'
import { demoTotpSecret, readDemoPeople } from './demo-people.ts'
import { findAccount } from './queries/accounts.ts'
import { openTotpSecret, stepAt, totpCode } from './totp.ts'

/**
 * What the authenticator app of a demo account would show: the next code it has not used yet. Undefined when
 * all three that count now are used, outside the demo, and for an account with a secret of its own.
 */
export async function findDemoCode(accountId: string, now = new Date()): Promise<string | undefined> {
  if (!config.NHIP_DEMO) return undefined
  const account = await perform(system, (work) => findAccount(work.tx, accountId))
  const secret = account?.totpSecret && openTotpSecret(account.id, account.totpSecret)
  if (!secret?.equals(demoTotpSecret(readDemoPeople()))) return undefined
  const current = stepAt(now)
  const step = [current - 1, current, current + 1].find((candidate) => candidate > (account?.totpLast ?? 0))
  return step === undefined ? undefined : totpCode(secret, step)
}
