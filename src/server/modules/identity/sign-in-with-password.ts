import { randomBytes } from 'node:crypto'
import { system } from '#server/platform/actor.ts'
import { hashPassword, needsRehash, verifyPassword } from '#server/platform/crypto/password.ts'
import { createToken, hashToken } from '#server/platform/crypto/token.ts'
import { perform } from '#server/platform/work.ts'
import { type Attempt, countAttempt, forgiveAttempt } from './attempts.ts'
import { signInFailed } from './events.ts'
import { normaliseLogin, signInMinutes } from './model.ts'
import { findAccountByLogin, updateAccount } from './queries/accounts.ts'
import { insertSecondStep } from './queries/sign-in.ts'
import { accountLocked, credentialsWrong } from './refusals.ts'

export interface PasswordSignIn {
  login: string
  password: string
  returnTo: string
  address: string
}

/**
 * The first half of a staff sign-in. Returns the token of the second half, for a cookie. An unknown login, a
 * wrong password and a login that has no password are told apart neither by the answer nor by its time.
 */
export async function signInWithPassword(
  input: PasswordSignIn,
  now = new Date(),
): Promise<{ stepToken: string; expiresAt: Date }> {
  const login = normaliseLogin(input.login)
  const attempt: Attempt = { subject: { kind: 'login', value: login }, address: input.address }
  const account = await perform(
    system,
    async (work) => {
      await countAttempt(work, attempt)
      return findAccountByLogin(work.tx, 'staff', login)
    },
    { now },
  )

  // Outside any transaction: the hash takes tens of milliseconds, and no row should wait for it.
  const isRight = await verifyPassword(input.password, account?.passwordHash ?? undefined)
  const renewed =
    isRight && account?.passwordHash && needsRehash(account.passwordHash)
      ? await hashPassword(input.password)
      : undefined

  const stepToken = createToken()
  const expiresAt = new Date(now.getTime() + signInMinutes * 60_000)
  await perform(
    system,
    async (work) => {
      if (!account) return
      if (!isRight) return work.record(signInFailed(account.id, { step: 'password' }))
      await forgiveAttempt(work, attempt, now)
      if (account.status !== 'active') return
      if (renewed) await updateAccount(work.tx, account.id, { passwordHash: renewed })
      await insertSecondStep(work.tx, {
        id: hashToken(stepToken).toString('hex'),
        accountId: account.id,
        challenge: randomBytes(32).toString('base64url'),
        returnTo: input.returnTo,
        expiresAt,
      })
    },
    { now },
  )
  if (!account || !isRight) throw credentialsWrong()
  if (account.status !== 'active') throw accountLocked()
  return { stepToken, expiresAt }
}
