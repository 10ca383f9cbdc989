import { randomBytes } from 'node:crypto'
import type { Officer } from '#server/platform/actor.ts'
import { hashPassword } from '#server/platform/crypto/password.ts'
import { requireRole } from '#server/platform/guards.ts'
import { newId } from '#server/platform/id.ts'
import type { Work } from '#server/platform/work.ts'
import { accountOpened, passwordChanged } from './events.ts'
import { endEverySession, lockOther } from './lock-account.ts'
import { normaliseLogin } from './model.ts'
import { insertAccount, updateAccount } from './queries/accounts.ts'
import { loginTaken, staffOnly } from './refusals.ts'

/** Opens an account for a member of staff. Its first password is told once; the first sign-in enrols a second factor. */
export async function openStaffAccount(
  work: Work,
  officer: Officer,
  input: { login: string; displayName: string },
): Promise<{ id: string; password: string }> {
  requireRole(officer, 'administrator')
  const { password, passwordHash } = await createPassword()
  const id = newId(work.now.getTime())
  const login = normaliseLogin(input.login)
  const isNew = await insertAccount(work.tx, {
    id,
    kind: 'staff',
    login,
    displayName: input.displayName,
    passwordHash,
  })
  if (!isNew) throw loginTaken({ login })
  await work.record(accountOpened(id, { kind: 'staff' }))
  return { id, password }
}

/** A new password for a member of staff who lost theirs, told once; every session ends. */
export async function resetPassword(work: Work, officer: Officer, accountId: string): Promise<string> {
  const account = await lockOther(work, officer, accountId)
  if (account.kind !== 'staff') throw staffOnly()
  const { password, passwordHash } = await createPassword()
  await updateAccount(work.tx, accountId, { passwordHash })
  await work.record(passwordChanged(accountId, {}))
  await endEverySession(work, accountId, 'password_changed')
  return password
}

async function createPassword(): Promise<{ password: string; passwordHash: string }> {
  const password = randomBytes(12).toString('base64url')
  return { password, passwordHash: await hashPassword(password) }
}
