import { asProgram, type Work } from '#server/platform/work.ts'
import { sessionsEnded, tokenEnded } from '../events.ts'
import { endOpenSessions } from '../queries/sessions.ts'
import { deleteSecondSteps } from '../queries/sign-in.ts'
import { endOpenTokens } from '../queries/tokens.ts'
import { forgetPrincipals } from './principal-cache.ts'

type Why = 'locked' | 'second_factor_reset' | 'password_changed' | 'ended_by_administrator'

/**
 * After a change of what proves who the owner is: every session but `except`, every sign-in half done and every token
 * ends with this work. Whoever knew the former secret keeps nothing.
 */
export async function endAccess(
  work: Work,
  accountId: string,
  why: Exclude<Why, 'ended_by_administrator'>,
  except?: string,
): Promise<void> {
  await asProgram(work, () => deleteSecondSteps(work.tx, accountId))
  await endEveryToken(work, accountId)
  await endEverySession(work, accountId, why, except)
}

export async function endEverySession(
  work: Work,
  accountId: string,
  why: Why,
  except?: string,
): Promise<void> {
  const count = await endOpenSessions(work.tx, accountId, work.now, except ? { except } : {})
  if (count > 0) await work.record(sessionsEnded(accountId, { count, why }))
  forgetPrincipals(accountId)
}

export async function endEveryToken(work: Work, accountId: string): Promise<void> {
  for (const tokenId of await endOpenTokens(work.tx, accountId, work.now)) {
    await work.record(tokenEnded(accountId, { tokenId }))
  }
  forgetPrincipals(accountId)
}
