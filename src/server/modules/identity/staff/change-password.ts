import { hashPassword, verifyPassword } from '#server/crafts/crypto/password.ts'
import { findAgency } from '#server/modules/agencies/index.ts'
import { type Officer, system } from '#server/platform/actor.ts'
import { requireFreshFactor } from '#server/platform/web/guards.ts'
import { asProgram, perform } from '#server/platform/work.ts'
import { passwordChanged } from '../events.ts'
import { findAccount, getSecrets, updateAccount } from '../queries/accounts.ts'
import { passwordCommon, passwordTooShort, passwordWrong, staffOnly } from '../refusals.ts'
import { endAccess } from '../sessions/end-access.ts'
import { findKnownDevice } from '../sessions/known-devices.ts'
import type { Browser } from '../sessions/start-session.ts'
import { type Attempt, countAttempt, forgiveAttempt } from './attempts.ts'
import { isCommonPassword } from './common-passwords.ts'

export const shortestPassword = 12

/** Replaces one's own password. Every other session, every sign-in half done and every token of the account ends. */
export async function changePassword(
  officer: Officer,
  input: {
    current: string
    next: string
    sessionId: string | undefined
    browser: Pick<Browser, 'address' | 'deviceToken'>
  },
  now = new Date(),
): Promise<void> {
  requireFreshFactor(officer, now)
  if ([...input.next].length < shortestPassword) throw passwordTooShort()
  const { account, secrets, agency, attempt } = await perform(
    system,
    async (work) => {
      const { address, deviceToken } = input.browser
      const device = await findKnownDevice(work, officer.id, deviceToken)
      const attempt: Attempt = { subject: { kind: 'password', value: officer.id }, address, device }
      await countAttempt(work, attempt)
      const account = await findAccount(work.tx, officer.id)
      const secrets = account && (await getSecrets(work.tx, account.id))
      return { account, secrets, agency: await findAgency(work, officer.agencyId), attempt }
    },
    { now },
  )
  if (account?.kind !== 'staff') throw staffOnly()
  // Both hashes outside any transaction: they take tens of milliseconds each.
  if (!(await verifyPassword(input.current, secrets?.passwordHash ?? undefined))) throw passwordWrong()
  const own = [account.login, account.displayName, agency?.name, agency?.shortName]
  if (await isCommonPassword(input.next, own)) {
    await perform(system, (work) => forgiveAttempt(work, attempt, now), { now })
    throw passwordCommon()
  }
  const passwordHash = await hashPassword(input.next)
  await perform(
    officer,
    async (work) => {
      await asProgram(work, async () => {
        await forgiveAttempt(work, attempt, now)
        await updateAccount(work.tx, officer.id, { passwordHash })
      })
      await work.record(passwordChanged(officer.id, {}))
      await endAccess(work, officer.id, 'password_changed', input.sessionId)
    },
    { now },
  )
}
