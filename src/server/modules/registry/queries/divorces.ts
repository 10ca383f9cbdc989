/** SQL on divorces recorded in the register. By the program. */
import { type Insertable, type Selectable, sql, type Updateable } from 'kysely'
import type { Tx } from '#server/platform/database/database.ts'
import type { RegistryDivorce } from '#server/platform/schema.gen.ts'
import type { EntryPeople } from '../entry-keys.ts'
import { everyNumberOf } from './marriage-ends.ts'

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

/** The divorce, so that of two who confirm it or take it back the second waits. */
export async function lockDivorce(tx: Db, id: string): Promise<Selectable<RegistryDivorce> | undefined> {
  return tx.selectFrom('registry.divorce').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
}

export async function changeDivorce(
  tx: Db,
  id: string,
  change: Updateable<
    Pick<
      RegistryDivorce,
      | 'confirmedAt'
      | 'confirmedBy'
      | 'confirmKey'
      | 'undoneAt'
      | 'undoneBy'
      | 'undoneReason'
      | 'undoneKey'
      | 'oneTold'
      | 'otherTold'
    >
  >,
): Promise<void> {
  await tx.updateTable('registry.divorce').set(change).where('id', '=', id).execute()
}

/** A marriage that ended, or may have. */
export interface EndedMarriage {
  entryId: string
  people: EntryPeople
}

const endedMarriage = sql`
  e.id as "entryId",
  (select json_object_agg(ep.role, json_build_object('fullName', ep.full_name, 'idNumber', ep.id_number, 'bornOn', ep.born_on))
     from registry.entry_person ep where ep.entry_id = e.id) as people`

/** Of the marriages this divorce is about those that stand and nothing has ended, with who stands in each. */
export async function listMarriagesOf(tx: Db, divorceId: string): Promise<EndedMarriage[]> {
  const { rows } = await sql<EndedMarriage>`
    select ${endedMarriage} from registry.divorce v
      cross join lateral (
        select now.id from registry.entry was join registry.entry now on now.dossier_id = was.dossier_id and now.ended_at is null
         where was.id = v.entry_id
        union select party.entry_id from registry.entry_person party where party.id_number = v.one_number) candidate
      join registry.entry e on e.id = candidate.id and e.kind = 'marriage' and e.ended_at is null
     where v.id = ${divorceId}::uuid and registry.marriage_end(e.id) is null
       and exists (select from registry.divorces_about(e.id) about where about.id = v.id)
     order by e.id for update of e`.execute(tx)
  return rows
}

/** The marriages of whoever died by this entry that stand and that nothing has ended. */
export async function listWidowed(tx: Db, deathEntryId: string): Promise<EndedMarriage[]> {
  const { rows } = await sql<EndedMarriage>`
    select ${endedMarriage}
      from registry.entry_person dead ${everyNumberOf('dead')}
      join registry.entry_person party on party.id_number = any (known.numbers)
      join registry.entry e on e.id = party.entry_id and e.kind = 'marriage' and e.ended_at is null
     where dead.entry_id = ${deathEntryId}::uuid and dead.role = 'deceased' and registry.marriage_end(e.id) is null`.execute(
    tx,
  )
  return rows
}

/** These keys of a marriage stand in the way of another again. False where somebody stands under one by another entry. */
export async function standUnder(tx: Db, entryId: string, keys: readonly string[]): Promise<boolean> {
  const { rows } = await sql`
    select from registry.entry_key
     where key = any (${keys}::text[]) and not ended and entry_id <> ${entryId}::uuid limit 1`.execute(tx)
  if (rows.length > 0) return false
  await sql`
    insert into registry.entry_key (key, entry_id) select key, ${entryId}::uuid from unnest(${keys}::text[]) as key order by key
    on conflict (entry_id, key) do update set ended = false`.execute(tx)
  return true
}
