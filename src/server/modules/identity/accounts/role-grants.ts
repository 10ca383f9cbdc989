import { getAgency } from '#server/modules/agencies/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import { newId } from '#server/platform/id.ts'
import { haveRight, listRoles, type Role } from '#server/platform/roles.ts'
import { requireRole } from '#server/platform/web/guards.ts'
import { asProgram, type Work } from '#server/platform/work.ts'
import { addDays, type LocalDay, localDay } from '#shared/dates.ts'
import { grantEnded, roleGranted } from '../events.ts'
import type { AccountKind } from '../model.ts'
import { lockAccountRow } from '../queries/accounts.ts'
import { insertGrant, listGrants, lockGrant, setGrantEnd } from '../queries/grants.ts'
import {
  accountNotFound,
  grantExists,
  grantNotFound,
  notOneself,
  provincialRoleElsewhere,
  roleOfAnotherKind,
  rolesForStaffOnly,
} from '../refusals.ts'
import { forgetPrincipals } from '../sessions/principal-cache.ts'

export interface RoleGrant {
  accountId: string
  role: Role
  agencyId: string
  validFrom?: LocalDay
  validTo?: LocalDay
  /** Number of the decision it rests on. */
  decision?: string
}

/** What an account of this kind may be entrusted with: a system files and does nothing else, and no person files as one. */
export function rolesFor(kind: AccountKind): Role[] {
  if (kind === 'citizen') return []
  return listRoles().filter((role) => haveRight([role], 'isClientSystem') === (kind === 'client'))
}

/** Entrusts another's account with a role at an agency, from today unless it says otherwise. */
export async function grantRole(work: Work, officer: Officer, input: RoleGrant): Promise<string> {
  requireRole(officer, 'administrator')
  // Who gives out the right to sign must not have given it to themselves.
  if (input.accountId === officer.id) throw notOneself()
  const account = await asProgram(work, () => lockAccountRow(work.tx, input.accountId))
  if (!account) throw accountNotFound()
  if (account.kind === 'citizen') throw rolesForStaffOnly()
  if (!rolesFor(account.kind).includes(input.role)) throw roleOfAnotherKind()
  const agency = await getAgency(work, input.agencyId)
  const isProvince = agency.kind === 'people_committee' && agency.level === 'province'
  if (haveRight([input.role], 'seesProvince') && !isProvince) throw provincialRoleElsewhere()

  const validFrom = input.validFrom ?? localDay(work.now)
  const validTo = input.validTo ?? null
  const overlaps = (await listGrants(work.tx, account.id)).some(
    (grant) =>
      grant.role === input.role &&
      grant.agencyId === input.agencyId &&
      (grant.validTo === null || grant.validTo >= validFrom) &&
      (validTo === null || grant.validFrom <= validTo),
  )
  if (overlaps) throw grantExists()

  const { role, agencyId } = input
  const id = newId(work.now.getTime())
  const decision = input.decision ?? null
  const grant = {
    id,
    accountId: account.id,
    role,
    agencyId,
    validFrom,
    validTo,
    grantedBy: officer.id,
    decision,
  }
  await asProgram(work, () => insertGrant(work.tx, grant))
  await work.record(roleGranted(account.id, { grantId: id, role, agencyId }))
  forgetPrincipals(account.id)
  return id
}

/** Withdraws a role at once. Nobody withdraws their own administration: someone must be able to give it back. */
export async function endGrant(work: Work, officer: Officer, grantId: string): Promise<void> {
  requireRole(officer, 'administrator')
  const grant = await asProgram(work, () => lockGrant(work.tx, grantId))
  if (!grant) throw grantNotFound()
  if (grant.accountId === officer.id && grant.role === 'administrator') throw notOneself()
  const yesterday = addDays(localDay(work.now), -1)
  if (grant.validTo !== null && grant.validTo <= yesterday) return
  await asProgram(work, () => setGrantEnd(work.tx, grantId, yesterday))
  await work.record(grantEnded(grant.accountId, { grantId, role: grant.role, agencyId: grant.agencyId }))
  forgetPrincipals(grant.accountId)
}
