import { type Actor, anonymous } from '#server/platform/actor.ts'
import { haveRight, listRoles } from '#server/platform/roles.ts'
import { signingTokenMinutes } from '#shared/fresh-minutes.ts'
import type { AccountKind } from '../model.ts'
import type { PrincipalRow } from '../queries/principal.ts'
import { factsOfAgency } from './agency-facts.ts'

/** The sender of a request, ready to act. */
export interface Principal {
  /** Of the session or the token. */
  id: string
  accountId: string
  kind: AccountKind
  name: string
  actor: Actor
  agency?: { id: string; name: string }
  /** How many agencies the account could act for. */
  agencyCount: number
  seenAt: Date | null
  expiresAt: Date
  /** Of a token, unless it may be used for everything. */
  scopes: string[] | null
}

/** Turns what the database knows into an actor. An account without a role today is nobody, however good its session. */
export async function toPrincipal(row: PrincipalRow): Promise<Principal> {
  const { id, accountId, kind, displayName: name, grants, seenAt, expiresAt, scopes } = row
  const agencyCount = new Set(grants.map((grant) => grant.agencyId)).size
  const confirmed = row.confirmedAt ? { confirmedAt: row.confirmedAt } : {}
  const maySign = scopes === null || scopes.includes('dossiers:sign')
  const signing =
    row.madeAt && maySign ? { signsUntil: new Date(row.madeAt.getTime() + signingTokenMinutes * 60_000) } : {}
  const rest = { id, accountId, kind, name, agencyCount, seenAt, expiresAt, scopes }
  if (kind === 'citizen') {
    const { personId, identified } = row
    const level = identified === null ? {} : { identified }
    const citizen = personId && {
      kind: 'citizen' as const,
      id: personId,
      accountId,
      name,
      ...confirmed,
      ...level,
    }
    return { ...rest, actor: citizen || anonymous }
  }
  const chosen = grants.find((grant) => grant.agencyId === row.agencyId) ?? grants[0]
  const agency = chosen && (await factsOfAgency(chosen.agencyId))
  if (!agency) return { ...rest, actor: anonymous }
  const { agencyId } = chosen
  // Of the agency acted for: what is held elsewhere opens nothing here.
  const here = grants.filter((grant) => grant.agencyId === agencyId)
  const roles = listRoles().filter((role) => here.some((grant) => grant.role === role))
  const scope = (await seesProvince(here)) ? 'province' : 'agency'
  return {
    ...rest,
    actor: {
      kind: 'officer',
      id: accountId,
      name,
      agencyId,
      agencyIds: agency.inheritedIds,
      scope,
      roles,
      ...confirmed,
      ...signing,
    },
    agency: { id: agencyId, name: agency.name },
  }
}

async function seesProvince(grants: PrincipalRow['grants']): Promise<boolean> {
  for (const { role, agencyId } of grants) {
    if (haveRight([role], 'seesProvince') && (await factsOfAgency(agencyId))?.isProvince) return true
  }
  return false
}
