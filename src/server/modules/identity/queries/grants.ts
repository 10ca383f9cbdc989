import { sql } from 'kysely'
import type { Tx } from '#server/platform/database/database.ts'
import type { Role } from '#server/platform/roles.ts'
import type { LocalDay } from '#shared/dates.ts'

export interface Grant {
  id: string
  accountId: string
  role: Role
  agencyId: string
  validFrom: LocalDay
  validTo: LocalDay | null
  grantedBy: string | null
  decision: string | null
}

/** Every grant an account has or had, the newest first. */
export async function listGrants(tx: Tx<'identity'>, accountId: string): Promise<Grant[]> {
  return tx
    .selectFrom('identity.roleGrant')
    .selectAll()
    .$narrowType<{ role: Role }>()
    .where('accountId', '=', accountId)
    .orderBy('validFrom', 'desc')
    .orderBy('id', 'desc')
    .execute()
}

export async function insertGrant(tx: Tx<'identity'>, grant: Grant): Promise<void> {
  await tx.insertInto('identity.roleGrant').values(grant).execute()
}

export async function lockGrant(tx: Tx<'identity'>, id: string): Promise<Grant | undefined> {
  return tx
    .selectFrom('identity.roleGrant')
    .selectAll()
    .$narrowType<{ role: Role }>()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
}

export async function setGrantEnd(tx: Tx<'identity'>, id: string, validTo: LocalDay): Promise<void> {
  await tx.updateTable('identity.roleGrant').set({ validTo }).where('id', '=', id).execute()
}

/** What an account holds on that day, the oldest first. */
export async function listGrantsOn(
  tx: Tx<'identity'>,
  accountId: string,
  day: LocalDay,
): Promise<{ role: Role; agencyId: string }[]> {
  return tx
    .selectFrom('identity.roleGrant')
    .select(['role', 'agencyId'])
    .$narrowType<{ role: Role }>()
    .where('accountId', '=', accountId)
    .where('validFrom', '<=', day)
    .where(({ eb, or }) => or([eb('validTo', 'is', null), eb('validTo', '>=', day)]))
    .orderBy('validFrom')
    .orderBy('agencyId')
    .execute()
}

/** Makes two who would each be the first administrator wait for each other. */
export async function lockFirstAdministrator(tx: Tx<'identity'>): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('identity.first-administrator'))`.execute(tx)
}

export async function hasAdministrator(tx: Tx<'identity'>, day: LocalDay): Promise<boolean> {
  const found = await tx
    .selectFrom('identity.roleGrant as g')
    .innerJoin('identity.account as a', 'a.id', 'g.accountId')
    .select('g.id')
    .where('g.role', '=', 'administrator')
    .where('a.status', '=', 'active')
    .where('g.validFrom', '<=', day)
    .where(({ eb, or }) => or([eb('g.validTo', 'is', null), eb('g.validTo', '>=', day)]))
    .limit(1)
    .executeTakeFirst()
  return found !== undefined
}
