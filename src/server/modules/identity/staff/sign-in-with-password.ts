import { randomBytes } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { hashPassword, needsRehash, verifyPassword } from '#server/crafts/crypto/password.ts'
import { createToken, hashToken } from '#server/crafts/crypto/token.ts'
import { system } from '#server/platform/actor.ts'
import { perform } from '#server/platform/work.ts'
import { signInFailed } from '../events.ts'
import { normaliseLogin, signInMinutes } from '../model.ts'
import { findAccountByLogin, getSecrets, lockAccountRow, updateAccount } from '../queries/accounts.ts'
import { insertSecondStep } from '../queries/sign-in.ts'
import { accountLocked, credentialsWrong } from '../refusals.ts'
import { findKnownDevice } from '../sessions/known-devices.ts'
import { type Attempt, countAttempt, forgiveAttempt } from './attempts.ts'

export interface PasswordSignIn {
  login: string
  password: string
  returnTo: string
  address: string
  /** What the device is known by, if anybody has signed in there before. */
  deviceToken?: string | undefined
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
  const started = performance.now()
  const { account, passwordHash, attempt } = await perform(
    system,
    async (work) => {
      const account = await findAccountByLogin(work.tx, 'staff', login)
      const device = await findKnownDevice(work, account?.id, input.deviceToken)
      const attempt: Attempt = { subject: { kind: 'login', value: login }, address: input.address, device }
      await countAttempt(work, attempt)
      const { passwordHash = null } = account ? await getSecrets(work.tx, account.id) : {}
      return { account, passwordHash, attempt }
    },
    { now },
  )

  // Outside any transaction: the hash takes tens of milliseconds, and no row should wait for it.
  const isRight = await verifyPassword(input.password, passwordHash ?? undefined)
  const renewed =
    isRight && passwordHash && needsRehash(passwordHash) ? await hashPassword(input.password) : undefined

  const stepToken = createToken()
  const expiresAt = new Date(now.getTime() + signInMinutes * 60_000)
  const isIn = await perform(
    system,
    async (work) => {
      if (!account) return false
      await lockAccountRow(work.tx, account.id)
      const current = await getSecrets(work.tx, account.id)
      // A password changed since it was compared is wrong.
      if (!isRight || current.passwordHash !== passwordHash) {
        await work.record(signInFailed(account.id, { step: 'password' }))
        return false
      }
      await forgiveAttempt(work, attempt, now)
      if (account.status !== 'active') return true
      if (renewed) await updateAccount(work.tx, account.id, { passwordHash: renewed })
      await insertSecondStep(work.tx, {
        id: hashToken(stepToken).toString('hex'),
        accountId: account.id,
        challenge: randomBytes(32).toString('base64url'),
        returnTo: input.returnTo,
        expiresAt,
      })
      return true
    },
    { now },
  )
  if (!account || !isIn) {
    await untilNextBeat(started)
    throw credentialsWrong()
  }
  if (account.status !== 'active') throw accountLocked()
  return { stepToken, expiresAt }
}

/** What a known login costs more than an unknown one disappears in the step to the next tenth of a second. */
const beatMs = 100

async function untilNextBeat(started: number): Promise<void> {
  await setTimeout(beatMs - ((performance.now() - started) % beatMs))
}
