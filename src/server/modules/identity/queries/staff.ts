import { sql } from 'kysely'
import { inVietnameseOrder } from '#server/platform/database/vietnamese-order.ts'
import { isId } from '#server/platform/id.ts'
import type { Role } from '#server/platform/roles.ts'
import type { Work } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'

export interface StaffMember {
  id: string
  name: string
  roles: Role[]
}

/** Who works for an agency today, with what they are entrusted with there. */
export async function listStaffOf(work: Pick<Work, 'tx' | 'now'>, agencyId: string): Promise<StaffMember[]> {
  const today = localDay(work.now)
  const { rows } = await sql<StaffMember>`
    select a.id, a.display_name as name, array_agg(distinct g.role order by g.role) as roles
      from identity.role_grant g join identity.staff a on a.id = g.account_id
     where g.agency_id = ${agencyId} and a.kind = 'staff' and a.status = 'active'
       and g.valid_from <= ${today}::date and (g.valid_to is null or g.valid_to >= ${today}::date)
     group by a.id, a.display_name order by a.display_name ${inVietnameseOrder} limit 500`.execute(work.tx)
  return rows
}

/** The names of staff accounts, by id: who it was that looked, for the person whose data it was. */
export async function listStaffNames(
  { tx }: Pick<Work, 'tx'>,
  accountIds: readonly string[],
): Promise<Map<string, string>> {
  if (accountIds.length === 0) return new Map()
  const rows = await tx
    .selectFrom('identity.staff')
    .select(['id', 'displayName'])
    .where('id', 'in', [...new Set(accountIds)])
    .$castTo<{ id: string; displayName: string }>()
    .execute()
  return new Map(rows.map(({ id, displayName }) => [id, displayName]))
}

/** Of these accounts the ones that are locked, or entrusted with nothing anywhere today: who is named in a text and is gone. */
export async function whoLeft(work: Pick<Work, 'tx' | 'now'>, ids: readonly string[]): Promise<string[]> {
  const known = ids.filter(isId)
  if (known.length === 0) return []
  const today = localDay(work.now)
  const { rows } = await sql<{ id: string }>`
    select wanted.id from unnest(${known}::uuid[]) as wanted (id)
     where not exists (
       select from identity.staff a join identity.role_grant g on g.account_id = a.id
        where a.id = wanted.id and a.status = 'active'
          and g.valid_from <= ${today}::date and (g.valid_to is null or g.valid_to >= ${today}::date))`.execute(
    work.tx,
  )
  return rows.map(({ id }) => id)
}
