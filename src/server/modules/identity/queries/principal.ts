import { type RawBuilder, sql } from 'kysely'
import { system } from '#server/platform/actor.ts'
import type { Role } from '#server/platform/roles.ts'
import { perform } from '#server/platform/work.ts'
import { type LocalDay, localDay } from '#shared/dates.ts'
import { type AccountKind, sessionLimits } from '../model.ts'

/** Who stands behind a session or a token, with what they hold today. */
export interface PrincipalRow {
  /** Of the session or the token. */
  id: string
  accountId: string
  kind: AccountKind
  displayName: string
  personId: string | null
  /** The agency chosen for the session, or bound to the token. */
  agencyId: string | null
  /** The oldest first. */
  grants: { role: Role; agencyId: string }[]
  seenAt: Date | null
  expiresAt: Date
  /** Of a session; a token proves nobody present. */
  confirmedAt: Date | null
  /** Level of electronic identification of a citizen's session; a token has none. */
  identified: 1 | 2 | null
  /** Of a personal token: it was made with a proof of who its owner is, or by the command line. */
  madeAt: Date | null
  /** Of a token, unless it may be used for everything. */
  scopes: string[] | null
}

export async function findPrincipalBySession(
  tokenHash: Buffer,
  now: Date,
): Promise<PrincipalRow | undefined> {
  const carrier = sql`
    select s.id, s.account_id, s.agency_id, s.seen_at, s.expires_at, s.confirmed_at, s.identified,
           null::timestamptz as made_at, null::text[] as scopes
    from identity.session s join identity.account o on o.id = s.account_id
    where s.id = (select identity.session_known_by(${tokenHash})) and s.ended_at is null and s.expires_at > ${now}
      and s.seen_at > ${now}::timestamptz - case o.kind when 'citizen'
        then ${sessionLimits.citizen.idle}::int else ${sessionLimits.staff.idle}::int end * interval '1 millisecond'`
  return findPrincipal(carrier, localDay(now))
}

export async function findPrincipalByToken(tokenHash: Buffer, now: Date): Promise<PrincipalRow | undefined> {
  const carrier = sql`
    select t.id, t.account_id, t.agency_id, t.used_at as seen_at, t.expires_at, null::timestamptz as confirmed_at, null::smallint as identified,
           case t.kind when 'personal' then t.created_at end as made_at, t.scopes
    from identity.api_token t
    where t.id = (select identity.token_known_by(${tokenHash})) and t.ended_at is null and t.expires_at > ${now}`
  return findPrincipal(carrier, localDay(now))
}

/** One question to the database for everything a request needs to know of its sender. By the program: no actor is known before it. */
async function findPrincipal(
  carrier: RawBuilder<unknown>,
  today: LocalDay,
): Promise<PrincipalRow | undefined> {
  const question = sql<PrincipalRow>`
    select c.id, a.id as account_id, a.kind, a.display_name, a.person_id, c.agency_id, c.seen_at, c.expires_at,
           c.confirmed_at, c.identified, c.made_at, c.scopes,
           coalesce((
             select json_agg(json_build_object('role', g.role, 'agencyId', g.agency_id) order by g.valid_from, g.agency_id)
             from identity.role_grant g
             where g.account_id = a.id and g.valid_from <= ${today}
               and (g.valid_to is null or g.valid_to >= ${today})
           ), '[]') as grants
    from (${carrier}) c
    join identity.account a on a.id = c.account_id and a.status = 'active'
  `
  const { rows } = await perform(system, ({ tx }) => question.execute(tx))
  return rows[0]
}

/** Moves the idle limit of a session along; at most once a minute, so that reading stays cheap. */
export async function touchSession(id: string, now: Date): Promise<void> {
  await perform(system, ({ tx }) =>
    tx.updateTable('identity.session').set({ seenAt: now }).where('id', '=', id).execute(),
  )
}

export async function touchToken(id: string, now: Date): Promise<void> {
  await perform(system, ({ tx }) =>
    tx.updateTable('identity.apiToken').set({ usedAt: now }).where('id', '=', id).execute(),
  )
}
