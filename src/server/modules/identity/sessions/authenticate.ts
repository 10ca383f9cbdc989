import { hashToken } from '#server/crafts/crypto/token.ts'
import { type Actor, anonymous } from '#server/platform/actor.ts'
import {
  findPrincipalBySession,
  findPrincipalByToken,
  type PrincipalRow,
  touchSession,
  touchToken,
} from '../queries/principal.ts'
import { tokenNotAccepted } from '../refusals.ts'
import { sessionCookie } from './cookies.ts'
import { type Principal, toPrincipal } from './principal.ts'
import { cachedPrincipal, cachePrincipal } from './principal-cache.ts'

/** What pages may know of the session they are shown in. */
export interface Session {
  id: string
  accountId: string
  kind: 'citizen' | 'staff'
  name: string
  /** The agency a member of staff acts for, to show in the header. */
  agency?: { id: string; name: string }
  /** More than one: the header offers to change. */
  agencyCount: number
  expiresAt: Date
}

interface Cookies {
  get(name: string): string | undefined
}

const touchEvery = 60_000

/** Who sends this request, by its session cookie. Without an open session: anonymous, and no session. */
export async function authenticate(
  cookies: Cookies,
  now = new Date(),
): Promise<{ actor: Actor; session: Session | undefined }> {
  const token = /^[\w-]{43}$/.exec(cookies.get(sessionCookie) ?? '')?.[0]
  const principal = token && (await findPrincipal('session', token, now))
  if (!principal || principal.kind === 'client') return { actor: anonymous, session: undefined }
  const { id, accountId, kind, name, agency, agencyCount, expiresAt, actor } = principal
  const session = { id, accountId, kind, name, agencyCount, expiresAt, ...(agency ? { agency } : {}) }
  return { actor, session }
}

/**
 * Who sends this request, by `Authorization: Bearer …`, and what the token may be used for, where that is less than
 * everything. Anonymous without a header; refuses a token that is not good.
 */
export async function authenticateBearer(
  header: string | null | undefined,
  now = new Date(),
): Promise<{ actor: Actor; scopes?: readonly string[] }> {
  if (!header) return { actor: anonymous }
  const token = bearerToken(header)
  const principal = token && (await findPrincipal('bearer', token, now))
  if (!principal || principal.actor.kind === 'anonymous') throw tokenNotAccepted()
  const { actor, scopes } = principal
  return { actor, ...(scopes ? { scopes } : {}) }
}

/** Who holds this session now, asked of the database itself; being asked does not keep the session open. */
export async function recheckSession(cookies: Cookies, now = new Date()): Promise<Actor> {
  const token = /^[\w-]{43}$/.exec(cookies.get(sessionCookie) ?? '')?.[0]
  const row = token && (await carriers.session.find(hashToken(token), now))
  return row && row.kind !== 'client' ? (await toPrincipal(row)).actor : anonymous
}

/** The same for a token; anonymous when it is not good any more. */
export async function recheckBearer(header: string | undefined, now = new Date()): Promise<Actor> {
  const token = bearerToken(header)
  const row = token && (await carriers.bearer.find(hashToken(token), now))
  return row ? (await toPrincipal(row)).actor : anonymous
}

const bearerToken = (header: string | null | undefined) =>
  /^Bearer +(?:nhip_)?([\w-]{43})$/i.exec(header ?? '')?.[1]

const carriers: Record<
  'session' | 'bearer',
  {
    find(hash: Buffer, now: Date): Promise<PrincipalRow | undefined>
    touch(id: string, now: Date): Promise<void>
  }
> = {
  session: { find: findPrincipalBySession, touch: touchSession },
  bearer: { find: findPrincipalByToken, touch: touchToken },
}

async function findPrincipal(
  carrier: 'session' | 'bearer',
  token: string,
  now: Date,
): Promise<Principal | undefined> {
  const hash = hashToken(token)
  const key = `${carrier} ${hash.toString('base64')}`
  const known = cachedPrincipal(key, now.getTime())
  if (known) return known
  const row = await carriers[carrier].find(hash, now)
  if (!row) return undefined
  if (now.getTime() - (row.seenAt?.getTime() ?? 0) > touchEvery) await carriers[carrier].touch(row.id, now)
  const principal = await toPrincipal(row)
  cachePrincipal(key, principal, now.getTime())
  return principal
}
