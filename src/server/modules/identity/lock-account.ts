import type { Officer } from '#server/platform/actor.ts'
import { requireRole } from '#server/platform/guards.ts'
import type { Work } from '#server/platform/work.ts'
import { accountUnlocked, accountWasLocked, secondFactorReset, sessionsEnded, tokenEnded } from './events.ts'
import { forgetPrincipals } from './principal-cache.ts'
import { type Account, lockAccountRow, updateAccount } from './queries/accounts.ts'
import { deletePasskeys } from './queries/passkeys.ts'
import { endOpenSessions } from './queries/sessions.ts'
import { endOpenTokens } from './queries/tokens.ts'
import { accountNotFound, notOneself } from './refusals.ts'

/** Nobody signs in with a locked account, and what was open ends now. Repeating changes nothing. */
export async function lockAccount(work: Work, officer: Officer, accountId: string): Promise<void> {
  const account = await lockOther(work, officer, accountId)
  if (account.status !== 'active') return
  await updateAccount(work.tx, accountId, { status: 'locked' })
  await work.record(accountWasLocked(accountId, {}))
  await endEverySession(work, accountId, 'locked')
  for (const tokenId of await endOpenTokens(work.tx, accountId, work.now)) {
    await work.record(tokenEnded(accountId, { tokenId }))
  }
}

export async function unlockAccount(work: Work, officer: Officer, accountId: string): Promise<void> {
  const account = await lockOther(work, officer, accountId)
  if (account.status !== 'locked') return
  await updateAccount(work.tx, accountId, { status: 'active' })
  await work.record(accountUnlocked(accountId, {}))
}

/** For a lost telephone: every second factor goes, every session ends, the next sign-in enrols a new one. */
export async function resetSecondFactor(work: Work, officer: Officer, accountId: string): Promise<void> {
  await lockOther(work, officer, accountId)
  await updateAccount(work.tx, accountId, { totpSecret: null, totpLast: null })
  await deletePasskeys(work.tx, accountId)
  await work.record(secondFactorReset(accountId, {}))
  await endEverySession(work, accountId, 'second_factor_reset')
}

/** An account other than the administrator's own, held. */
export async function lockOther(work: Work, officer: Officer, accountId: string): Promise<Account> {
  requireRole(officer, 'administrator')
  if (accountId === officer.id) throw notOneself()
  const account = await lockAccountRow(work.tx, accountId)
  if (!account) throw accountNotFound()
  return account
}

export async function endEverySession(
  work: Work,
  accountId: string,
  why: 'locked' | 'second_factor_reset' | 'password_changed' | 'ended_by_administrator',
): Promise<void> {
  const count = await endOpenSessions(work.tx, accountId, work.now)
  if (count > 0) await work.record(sessionsEnded(accountId, { count, why }))
  forgetPrincipals(accountId)
}
