import { system } from '#server/platform/actor.ts'
import { config } from '#server/platform/config.ts'
import { perform } from '#server/platform/work.ts'
import { getSecrets } from '../queries/accounts.ts'
import { openTotpSecret, stepAt, totpCode } from '../staff/totp.ts'
import { demoTotpSecret, readDemoPeople } from './demo-people.ts'

/**
 * What the authenticator app of a demo account would show: the next code it has not used yet and that can be typed
 * in time. Undefined when all that count now are used, outside the demo, and for an account with a secret of its own.
 */
export async function findDemoCode(accountId: string, now = new Date()): Promise<string | undefined> {
  if (!config.NHIP_DEMO) return undefined
  const { totpSecret, totpLast } = await perform(system, (work) => getSecrets(work.tx, accountId))
  const secret = totpSecret && openTotpSecret(accountId, totpSecret)
  if (!secret?.equals(demoTotpSecret(readDemoPeople()))) return undefined
  const step = nextStep(now, totpLast ?? 0)
  return step === undefined ? undefined : totpCode(secret, step)
}

/** Time to read a code and type it. */
const typingSeconds = 15

/** The earliest step after `last` whose code is accepted now and for as long as typing takes. */
export function nextStep(now: Date, last: number): number | undefined {
  const current = stepAt(now)
  const acceptedLongEnough = stepAt(new Date(now.getTime() + typingSeconds * 1000)) - 1
  return [current - 1, current, current + 1].find((step) => step > last && step >= acceptedLongEnough)
}
