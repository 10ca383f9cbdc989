import { sql } from 'kysely'
import type { Tx } from '#server/platform/database/database.ts'
import { inVietnameseOrder } from '#server/platform/database/vietnamese-order.ts'
import type { Role } from '#server/platform/roles.ts'
import type { LocalDay } from '#shared/dates.ts'
import type { AccountKind, AccountStatus } from '../model.ts'

export interface AccountRow {
  id: string
  kind: AccountKind
  login: string | null
  displayName: string
  status: AccountStatus
  hasSecondFactor: boolean
  /** Held today. */
  grants: { role: Role; agencyId: string }[]
  lastSeenAt: Date | null
}

export interface AccountFilter {
  /** Part of a name or login; accents count. */
  query?: string
  kind?: AccountKind
  agencyId?: string
  /** The last id of the page before. */
  after?: { displayName: string; id: string }
  limit: number
}

/** As a Vietnamese reader looks a name up: Đ after D, Ê after E. */
const byName = sql<string>`a.display_name ${inVietnameseOrder}`

/** Accounts by name, a page at a time. */
export async function listAccountRows(
  tx: Tx<'identity'>,
  filter: AccountFilter,
  day: LocalDay,
): Promise<AccountRow[]> {
  const validToday = sql<boolean>`g.valid_from <= ${day} and (g.valid_to is null or g.valid_to >= ${day})`
  let query = tx
    .selectFrom('identity.account as a')
    .select(['a.id', 'a.login', 'a.displayName'])
    .select([
      sql<AccountKind>`a.kind`.as('kind'),
      sql<AccountStatus>`a.status`.as('status'),
      sql<boolean>`a.has_totp or exists (select from identity.passkey p where p.account_id = a.id)`.as(
        'hasSecondFactor',
      ),
      sql<AccountRow['grants']>`coalesce((
        select json_agg(json_build_object('role', g.role, 'agencyId', g.agency_id) order by g.agency_id, g.role)
        from identity.role_grant g
        where g.account_id = a.id and ${validToday}), '[]')`.as('grants'),
      sql<Date | null>`(select max(s.seen_at) from identity.session s where s.account_id = a.id)`.as(
        'lastSeenAt',
      ),
    ])
    .orderBy(byName)
    .orderBy('a.id')
    .limit(filter.limit)
  if (filter.kind) query = query.where('a.kind', '=', filter.kind)
  if (filter.query) {
    const part = `%${filter.query.replace(/[\\%_]/g, '\\$&')}%`
    query = query.where(({ eb, or }) =>
      or([eb('a.displayName', 'ilike', part), eb('a.login', 'ilike', part)]),
    )
  }
  if (filter.agencyId) {
    query = query.where(
      sql<boolean>`exists (select from identity.role_grant g
        where g.account_id = a.id and g.agency_id = ${filter.agencyId} and ${validToday})`,
    )
  }
  if (filter.after) {
    query = query.where(
      sql<boolean>`(${byName}, a.id) > (${filter.after.displayName}, ${filter.after.id}::uuid)`,
    )
  }
  return query.execute()
}
