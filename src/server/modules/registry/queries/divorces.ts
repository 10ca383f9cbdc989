/** SQL on divorces recorded in the register. By the program. */
import { type Insertable, sql } from 'kysely'
import type { Tx } from '#server/platform/database/database.ts'
import type { RegistryDivorce } from '#server/platform/schema.gen.ts'

type Db = Tx<'registry'>

export async function insertDivorce(tx: Db, row: Insertable<RegistryDivorce>): Promise<void> {
  await tx.insertInto('registry.divorce').values(row).execute()
}

export async function isDivorceRecorded(tx: Db, requestKey: string): Promise<boolean> {
  const found = await tx
    .selectFrom('registry.divorce')
    .select('id')
    .where('requestKey', '=', requestKey)
    .executeTakeFirst()
  return found !== undefined
}

/** The entry stands in the way of no other marriage. */
export async function freeKeysOf(tx: Db, entryId: string): Promise<void> {
  await tx.updateTable('registry.entryKey').set({ ended: true }).where('entryId', '=', entryId).execute()
}

/** The marriages that stand and name one of these numbers are locked, so that of two who end one the second waits. */
export async function lockMarriages(tx: Db, numbers: readonly string[]): Promise<void> {
  await sql`
    select e.id from registry.entry e
     where e.kind = 'marriage' and e.ended_at is null
       and e.id in (select entry_id from registry.entry_person where id_number = any (${numbers}::text[]))
     order by e.id for update`.execute(tx)
}
