import type { Officer } from '#server/platform/actor.ts'
import { requireRole } from '#server/platform/web/guards.ts'
import type { Work } from '#server/platform/work.ts'
import { findAccount } from '../queries/accounts.ts'
import { accountNotFound } from '../refusals.ts'
import { endEverySession } from '../sessions/end-access.ts'
import { openSessionsOf, type SessionSummary } from '../sessions/sessions.ts'
import { lockOther } from './lock-account.ts'

/** Where somebody else is signed in now, the newest first. */
export async function listSessionsOf(
  work: Work,
  officer: Officer,
  accountId: string,
): Promise<SessionSummary[]> {
  requireRole(officer, 'administrator')
  const account = await findAccount(work.tx, accountId)
  if (!account) throw accountNotFound()
  return openSessionsOf(work, accountId, account.kind === 'citizen' ? 'citizen' : 'staff')
}

/** Signs somebody else out everywhere, at once. Repeating changes nothing. */
export async function endSessionsOf(work: Work, officer: Officer, accountId: string): Promise<void> {
  await lockOther(work, officer, accountId)
  await endEverySession(work, accountId, 'ended_by_administrator')
}
