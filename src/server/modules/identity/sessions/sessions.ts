import { hashToken } from '#server/crafts/crypto/token.ts'
import { getAgency } from '#server/modules/agencies/index.ts'
import type { Citizen, Officer } from '#server/platform/actor.ts'
import type { Role } from '#server/platform/roles.ts'
import type { Work } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import { sessionsEnded } from '../events.ts'
import { describeDevice, sessionLimits } from '../model.ts'
import { listGrantsOn } from '../queries/grants.ts'
import {
  endOpenSessions,
  endSessionByToken,
  listOpenSessions,
  setSessionAgency,
} from '../queries/sessions.ts'
import { agencyNotYours } from '../refusals.ts'
import { forgetPrincipals } from './principal-cache.ts'

/** The account behind a signed-in person or officer. */
export function accountIdOf(actor: Citizen | Officer): string {
  return actor.kind === 'citizen' ? actor.accountId : actor.id
}

export interface SessionSummary {
  id: string
  device: string
  address: string
  createdAt: Date
  seenAt: Date
  expiresAt: Date
}

/** Where this account is signed in now, the newest first. */
export async function listSessions(work: Work, actor: Citizen | Officer): Promise<SessionSummary[]> {
  return openSessionsOf(work, accountIdOf(actor), actor.kind === 'citizen' ? 'citizen' : 'staff')
}

export async function openSessionsOf(
  work: Work,
  accountId: string,
  kind: 'citizen' | 'staff',
): Promise<SessionSummary[]> {
  const seenAfter = new Date(work.now.getTime() - sessionLimits[kind].idle)
  const rows = await listOpenSessions(work.tx, accountId, work.now, seenAfter)
  return rows.map(({ id, userAgent, address, createdAt, seenAt, expiresAt }) => ({
    id,
    device: describeDevice(userAgent),
    address,
    createdAt,
    seenAt,
    expiresAt,
  }))
}

/** Ends one session of this account, or all but the one it is asked from. Repeating changes nothing. */
export async function endSessions(
  work: Work,
  actor: Citizen | Officer,
  which: { only: string } | { except: string },
): Promise<number> {
  const accountId = accountIdOf(actor)
  const count = await endOpenSessions(work.tx, accountId, work.now, which)
  if (count > 0) await work.record(sessionsEnded(accountId, { count, why: 'ended_by_owner' }))
  forgetPrincipals(accountId)
  return count
}

/** Ends the session of this cookie. Without one, nothing happens. */
export async function signOut(work: Work, token: string | undefined): Promise<void> {
  const session = token ? await endSessionByToken(work.tx, hashToken(token), work.now) : undefined
  if (!session) return
  await work.record(sessionsEnded(session.accountId, { count: 1, why: 'signed_out' }))
  forgetPrincipals(session.accountId)
}

/** The agencies this officer may act for today, by name, with the roles held there. */
export async function listMyAgencies(
  work: Work,
  officer: Officer,
): Promise<{ id: string; name: string; roles: Role[] }[]> {
  const agencies = new Map<string, { id: string; name: string; roles: Role[] }>()
  for (const { role, agencyId: id } of await listGrantsOn(work.tx, officer.id, localDay(work.now))) {
    const agency = agencies.get(id) ?? { id, name: (await getAgency(work, id)).name, roles: [] }
    if (!agency.roles.includes(role)) agency.roles.push(role)
    agencies.set(id, agency)
  }
  return [...agencies.values()].sort((a, b) => a.name.localeCompare(b.name, 'vi'))
}

/** From the next request on, this session acts for another agency of the officer's. */
export async function chooseAgency(
  work: Work,
  officer: Officer,
  sessionId: string,
  agencyId: string,
): Promise<void> {
  const agencies = await listMyAgencies(work, officer)
  if (!agencies.some((agency) => agency.id === agencyId)) throw agencyNotYours()
  await setSessionAgency(work.tx, sessionId, officer.id, agencyId)
  forgetPrincipals(officer.id)
}
