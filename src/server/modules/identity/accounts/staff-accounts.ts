import { randomBytes } from 'node:crypto'
import { hashPassword } from '#server/crafts/crypto/password.ts'
import { getAgency } from '#server/modules/agencies/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import { newId } from '#server/platform/id.ts'
import { requirePersonName } from '#server/platform/person-name.ts'
import { requireFreshFactor, requireRole } from '#server/platform/web/guards.ts'
import { asProgram, type Work } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import { accountOpened, passwordChanged, roleGranted } from '../events.ts'
import { normaliseLogin } from '../model.ts'
import { insertAccount, updateAccount } from '../queries/accounts.ts'
import { hasAdministrator, insertGrant, lockFirstAdministrator } from '../queries/grants.ts'
import { administratorExists, loginTaken, staffOnly } from '../refusals.ts'
import { endAccess } from '../sessions/end-access.ts'
import { lockOther } from './lock-account.ts'

/** Opens an account for a member of staff. Its first password is told once; the first sign-in enrols a second factor. */
export async function openStaffAccount(
  work: Work,
  officer: Officer,
  input: { login: string; displayName: string },
): Promise<{ id: string; password: string }> {
  requireRole(officer, 'administrator')
  return insertStaff(work, input)
}

/**
 * The first administrator of a province, opened by whoever runs the machine; refused once there is one. Its
 * password is told once, and the first sign-in enrols a second factor.
 */
export async function openFirstAdministrator(
  work: Work,
  input: { login: string; displayName: string; agencyId: string },
): Promise<{ id: string; password: string }> {
  await lockFirstAdministrator(work.tx)
  if (await hasAdministrator(work.tx, localDay(work.now))) throw administratorExists()
  const { id: agencyId } = await getAgency(work, input.agencyId)
  const account = await insertStaff(work, input)
  const [grantId, validFrom] = [newId(work.now.getTime()), localDay(work.now)]
  await insertGrant(work.tx, {
    id: grantId,
    accountId: account.id,
    role: 'administrator',
    agencyId,
    validFrom,
    validTo: null,
    grantedBy: null,
    decision: null,
  })
  await work.record(roleGranted(account.id, { grantId, role: 'administrator', agencyId }))
  return account
}

/** A new password for a member of staff who lost theirs, told once; every session and token ends. */
export async function resetPassword(work: Work, officer: Officer, accountId: string): Promise<string> {
  const account = await lockOther(work, officer, accountId)
  requireFreshFactor(officer, work.now)
  if (account.kind !== 'staff') throw staffOnly()
  const { password, passwordHash } = await createPassword()
  await asProgram(work, () => updateAccount(work.tx, accountId, { passwordHash }))
  await work.record(passwordChanged(accountId, {}))
  await endAccess(work, accountId, 'password_changed')
  return password
}

async function createPassword(): Promise<{ password: string; passwordHash: string }> {
  const password = randomBytes(12).toString('base64url')
  return { password, passwordHash: await hashPassword(password) }
}

async function insertStaff(
  work: Work,
  input: { login: string; displayName: string },
): Promise<{ id: string; password: string }> {
  const { password, passwordHash } = await createPassword()
  const id = newId(work.now.getTime())
  const login = normaliseLogin(input.login)
  const displayName = requirePersonName(input.displayName)
  const isNew = await asProgram(work, () =>
    insertAccount(work.tx, { id, kind: 'staff', login, displayName, passwordHash }),
  )
  if (!isNew) throw loginTaken({ login })
  await work.record(accountOpened(id, { kind: 'staff' }))
  return { id, password }
}
