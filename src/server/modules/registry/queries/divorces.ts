/** SQL on divorces recorded in the register. By the program. */
import { type Insertable, type Selectable, sql } from 'kysely'
import type { Tx } from '#server/platform/database/database.ts'
import type { RegistryDivorce } from '#server/platform/schema.gen.ts'

type Db = Tx<'registry'>

export async function insertDivorce(tx: Db, row: Insertable<RegistryDivorce>): Promise<void> {
  await tx.insertInto('registry.divorce').values(row).execute()
}

/** What was recorded under this key during this dossier. */
export async function findDivorceByKey(
  tx: Db,
  dossierId: string,
  requestKey: string,
): Promise<{ requestMark: Buffer | null } | undefined> {
  return tx
    .selectFrom('registry.divorce')
    .select('requestMark')
    .where('dossierId', '=', dossierId)
    .where('requestKey', '=', requestKey)
    .executeTakeFirst()
}

/** The entry stands in the way of no other marriage. */
export async function freeKeysOf(tx: Db, entryId: string): Promise<void> {
  await tx.updateTable('registry.entryKey').set({ ended: true }).where('entryId', '=', entryId).execute()
}

/**
 * The marriages that stand and name one of these numbers, whoever bears or bore one, and their spouses are locked: of two who
 * end one the second waits.
 */
export async function lockMarriages(tx: Db, numbers: readonly string[]): Promise<void> {
  await sql`
    select e.id from registry.entry e
     where e.kind = 'marriage' and e.ended_at is null
       and e.id in (select entry_id from registry.entry_person where id_number = any (${numbers}::text[]))
     order by e.id for update`.execute(tx)
  await sql`
    with meant as (
      select id, spouse_id from registry.person where id_number = any (${numbers}::text[])
      union
      select p.id, p.spouse_id from registry.former_number f join registry.person p on p.id = f.person_id
       where f.id_number = any (${numbers}::text[])
    )
    select id from registry.person where id in (select id from meant union select spouse_id from meant)
     order by id for no key update`.execute(tx)
}

/** The divorce, so that of two who take it back the second waits. */
export async function lockDivorce(tx: Db, id: string): Promise<Selectable<RegistryDivorce> | undefined> {
  return tx.selectFrom('registry.divorce').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
}

export async function setUndone(
  tx: Db,
  id: string,
  undone: Pick<Insertable<RegistryDivorce>, 'undoneAt' | 'undoneBy' | 'undoneReason' | 'undoneKey'>,
): Promise<void> {
  await tx.updateTable('registry.divorce').set(undone).where('id', '=', id).execute()
}

/**
 * The marriage stands in the way of another again, unless it was revoked or one of the two has died. False where one of them has
 * married since.
 */
export async function restoreKeysOf(tx: Db, entryId: string): Promise<boolean> {
  const { rows } = await sql`
    select from registry.entry_key k join registry.entry_key other on other.key = k.key and not other.ended
     where k.entry_id = ${entryId}::uuid and other.entry_id <> k.entry_id limit 1`.execute(tx)
  if (rows.length > 0) return false
  await sql`
    update registry.entry_key k set ended = false from registry.entry e
     where k.entry_id = ${entryId}::uuid and e.id = k.entry_id and e.ended_at is null
       and not exists (
         select from registry.entry_person party
           join registry.entry_person dead on dead.role = 'deceased'
            and (dead.id_number = any (registry.numbers_of(party.id_number, party.person_id)) or dead.person_id = party.person_id)
           join registry.entry d on d.id = dead.entry_id and d.kind = 'death' and d.ended_at is null
          where party.entry_id = e.id)`.execute(tx)
  return true
}
