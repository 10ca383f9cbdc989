import { type Officer, system } from '#server/platform/actor.ts'
import { hashPassword, verifyPassword } from '#server/platform/crypto/password.ts'
import { requireFreshFactor } from '#server/platform/guards.ts'
import { perform } from '#server/platform/work.ts'
import { type Attempt, countAttempt, forgiveAttempt } from './attempts.ts'
import { passwordChanged, sessionsEnded } from './events.ts'
import { forgetPrincipals } from './principal-cache.ts'
import { findAccount, updateAccount } from './queries/accounts.ts'
import { endOpenSessions } from './queries/sessions.ts'
import { passwordTooShort, passwordWrong, staffOnly } from './refusals.ts'

export const shortestPassword = 12

/** Replaces one's own password. Every other session of the account ends. */
export async function changePassword(
  officer: Officer,
  input: { current: string; next: string; sessionId: string | undefined; address: string },
  now = new Date(),
): Promise<void> {
  requireFreshFactor(officer, now)
  if (input.next.length < shortestPassword) throw passwordTooShort()
  const attempt: Attempt = { subject: { kind: 'login', value: officer.id }, address: input.address }
  const account = await perform(
    system,
    async (work) => {
      await countAttempt(work, attempt)
      return findAccount(work.tx, officer.id)
    },
    { now },
  )
  if (account?.kind !== 'staff') throw staffOnly()
  // Both hashes outside any transaction: they take tens of milliseconds each.
  if (!(await verifyPassword(input.current, account.passwordHash ?? undefined))) throw passwordWrong()
  const passwordHash = await hashPassword(input.next)
  await perform(
    officer,
    async (work) => {
      await forgiveAttempt(work, attempt, now)
      await updateAccount(work.tx, officer.id, { passwordHash })
      await work.record(passwordChanged(officer.id, {}))
      const count = await endOpenSessions(work.tx, officer.id, now, {
        ...(input.sessionId ? { except: input.sessionId } : {}),
      })
      if (count > 0) await work.record(sessionsEnded(officer.id, { count, why: 'password_changed' }))
      forgetPrincipals(officer.id)
    },
    { now },
  )
}
