import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '#server/platform/database/database.ts'
import type { Person } from '../model.ts'
import { personColumns } from './people.ts'

/** Whose look-ups wait for each other until their work ends: those of an account, or only those of one person among them. */
export interface LookupKey {
  account: string
  isOfPerson: boolean
}

export async function lockLookups(tx: Tx<'registry'>, personId: string, key: LookupKey): Promise<void> {
  await sql`select ${lock(sql`${personId}::uuid`, key)}`.execute(tx)
}

/** `findByIdNumber`, with their look-ups locked where somebody is known. */
export async function lockByIdNumber(
  tx: Tx<'registry'>,
  idNumber: string,
  key: LookupKey,
): Promise<Person | undefined> {
  const { rows } = await sql<Person>`
    with known as materialized (
      select ${sql.join(personColumns.map((column) => sql.ref(column)))} from registry.with_id_number(${idNumber})
    ), locked as materialized (
      select ${lock(sql`known.id`, key)} from known
    )
    select known.* from known cross join locked`.execute(tx)
  return rows[0]
}

function lock(personId: RawBuilder<unknown>, { account, isOfPerson }: LookupKey) {
  return sql`pg_advisory_xact_lock(hashtextextended(
    'registry.lookup:' || ${account}::text || case when ${isOfPerson}::boolean then ' ' || ${personId} else '' end, 0))`
}

/** When a number was last given, in this span, with a name or birth date that was not its person's, newest first. */
export async function listMissTimes(
  tx: Tx<'registry'>,
  accountId: string,
  { since, until }: { since: Date; until: Date },
  limit: number,
): Promise<number[]> {
  const rows = await tx
    .selectFrom('registry.missedLookup')
    .select('at')
    .where('accountId', '=', accountId)
    .where('at', '>', since)
    .where('at', '<=', until)
    .orderBy('at', 'desc')
    .limit(limit)
    .execute()
  return rows.map(({ at }) => at.getTime())
}

/** Keeps a miss, and no longer the account's own of more than 30 days ago. */
export async function insertMiss(
  tx: Tx<'registry'>,
  { accountId, personId, at }: { accountId: string; personId: string; at: Date },
): Promise<void> {
  const before = new Date(at.getTime() - 30 * 86_400_000)
  await tx.insertInto('registry.missedLookup').values({ accountId, personId, at }).execute()
  await tx
    .deleteFrom('registry.missedLookup')
    .where('accountId', '=', accountId)
    .where('at', '<', before)
    .execute()
}

/** How many missed, by how many accounts, and the most by one of them. */
export async function sumMisses(
  tx: Tx<'registry'>,
  since: Date,
): Promise<{ misses: number; accounts: number; most: number }> {
  const { rows } = await sql<{ misses: number; accounts: number; most: number }>`
    select coalesce(sum(misses), 0)::int as misses, count(*)::int as accounts, coalesce(max(misses), 0)::int as most
      from (select count(*) as misses from registry.missed_lookup where at > ${since} group by account_id) m`.execute(
    tx,
  )
  return rows[0] ?? { misses: 0, accounts: 0, most: 0 }
}
