import type { Officer } from '#server/platform/actor.ts'
import { requireFreshFactor, requireRole } from '#server/platform/web/guards.ts'
import { asProgram, type Work } from '#server/platform/work.ts'
import { accountUnlocked, accountWasLocked, failuresForgotten, secondFactorReset } from '../events.ts'
import { type Account, lockAccountRow, updateAccount } from '../queries/accounts.ts'
import { deletePasskeys } from '../queries/passkeys.ts'
import { accountNotFound, notOneself } from '../refusals.ts'
import { endAccess } from '../sessions/end-access.ts'
import { forgetFailures } from '../staff/attempts.ts'

/** Nobody signs in with a locked account, and what was open ends now. Repeating changes nothing. */
export async function lockAccount(work: Work, officer: Officer, accountId: string): Promise<void> {
  const account = await lockOther(work, officer, accountId)
  if (account.status !== 'active') return
  await asProgram(work, () => updateAccount(work.tx, accountId, { status: 'locked' }))
  await work.record(accountWasLocked(accountId, {}))
  await endAccess(work, accountId, 'locked')
}

export async function unlockAccount(work: Work, officer: Officer, accountId: string): Promise<void> {
  const account = await lockOther(work, officer, accountId)
  if (account.status !== 'locked') return
  await asProgram(work, () => updateAccount(work.tx, accountId, { status: 'active' }))
  await work.record(accountUnlocked(accountId, {}))
}

/** For a lost telephone: every second factor goes, every session and token ends, the next sign-in enrols a new one. */
export async function resetSecondFactor(work: Work, officer: Officer, accountId: string): Promise<void> {
  await lockOther(work, officer, accountId)
  requireFreshFactor(officer, work.now)
  await asProgram(work, async () => {
    await updateAccount(work.tx, accountId, { totpSecret: null, totpLast: null })
    await deletePasskeys(work.tx, accountId)
  })
  await work.record(secondFactorReset(accountId, {}))
  await endAccess(work, accountId, 'second_factor_reset')
}

/** For an owner on a new device whom others' wrong passwords make wait: what failed so far is forgotten. */
export async function letTryAgain(work: Work, officer: Officer, accountId: string): Promise<void> {
  const account = await lockOther(work, officer, accountId)
  await asProgram(work, async () => {
    if (account.login) await forgetFailures(work, 'login', account.login)
    await forgetFailures(work, 'code', accountId)
  })
  await work.record(failuresForgotten(accountId, {}))
}

/** An account other than the administrator's own, held. */
export async function lockOther(work: Work, officer: Officer, accountId: string): Promise<Account> {
  requireRole(officer, 'administrator')
  if (accountId === officer.id) throw notOneself()
  const account = await asProgram(work, () => lockAccountRow(work.tx, accountId))
  if (!account) throw accountNotFound()
  return account
}
