/** SQL that says what ended a marriage: a judgment, or the death of either (`migrations/0076_registry_marriage_ends.sql`). By the program. */
import { sql } from 'kysely'
import type { Tx } from '#server/platform/database/database.ts'

/**
 * After somebody of an entry: every number they have or had, as `known.numbers`. A condition that calls the function itself is tried
 * on every row before an index is.
 */
export const everyNumberOf = (somebody: 'here' | 'dead') => sql`
  cross join lateral (
    select registry.numbers_of(${sql.ref(`${somebody}.id_number`)}, ${sql.ref(`${somebody}.person_id`)}) as numbers offset 0) known`

/** Whether what this entry registers is a marriage that has ended. */
export async function isMarriageOver(tx: Tx<'registry'>, entryId: string): Promise<boolean> {
  const { rows } = await sql<{ isOver: boolean }>`
    select registry.marriage_end(e.id) is not null as "isOver" from registry.entry e
     where e.id = ${entryId}::uuid and e.kind = 'marriage'`.execute(tx)
  return rows[0]?.isOver ?? false
}
