/** One question to the register for everything a case has to know of the people it names. */
import { sql } from 'kysely'
import type { Tx } from '#server/platform/database/database.ts'
import type { EntryKind, EntryRole } from '../entry-keys.ts'
import { deepest, type Lineage } from '../kinship.ts'
import type { Gender } from '../model.ts'

/** A person as the register has them, found by a number, or somebody's ancestor or spouse. */
export interface FoundPerson extends Lineage {
  idNumber: string
  fullName: string
  bornOn: string
  gender: Gender
  unitCode: string | null
  householdId: string | null
  spouseId: string | null
  diedOn: string | null
  source: string
  updatedAt: string
}

export interface FoundEntry {
  id: string
  kind: EntryKind
  number: string
  agencyId: string
  dossierId: string
  enteredOn: string
  /** By which of the keys asked for it was found. */
  keys: string[]
  people: {
    role: EntryRole
    personId: string | null
    idNumber: string | null
    nameKey: string
    bornOn: string | null
  }[]
}

export interface RegisterLook {
  /** Whom each number asked for means; `isFormer`: it has been replaced since. */
  found: { number: string; id: string; isFormer: boolean }[]
  people: FoundPerson[]
  /** Entries that stand and name one of these people, or are found by a key. */
  entries: FoundEntry[]
}

export interface LookFor {
  numbers: readonly string[]
  keys: readonly string[]
  /** A name without marks and a birth date, where no number says who is meant. */
  names: readonly { nameKey: string; bornOn: string }[]
  /** Ancestors too. */
  withKin: boolean
}

/** By the program: nobody else sees the register whole. */
export async function lookIntoRegister(tx: Tx<'registry'>, asked: LookFor): Promise<RegisterLook> {
  const { rows } = await sql<RegisterLook>`
    with recursive asked as (select distinct unnest(${asked.numbers}::text[]) as number),
    found as (
      select a.number, p.id, false as former from asked a join registry.person p on p.id_number = a.number
      union all
      select a.number, f.person_id, true from asked a join registry.former_number f on f.id_number = a.number
    ),
    numbers as (
      select number from asked
      union select p.id_number from registry.person p where p.id in (select id from found)
      union select f.id_number from registry.former_number f where f.person_id in (select id from found)
    ),
    up (id, depth) as (
      select id, 0 from found
      union
      select parent, depth + 1 from up join registry.person p on p.id = up.id, lateral (values (p.father_id), (p.mother_id)) as of_them (parent)
       where parent is not null and depth < ${asked.withKin ? deepest : 0}::integer
    ),
    people as (
      select p.* from registry.person p
       where p.id in (select id from up) or p.id in (select s.spouse_id from registry.person s where s.id in (select id from found))
    ),
    wanted as (
      select ep.entry_id from registry.entry_person ep where ep.id_number in (select number from numbers)
      union
      select k.entry_id from registry.entry_key k where k.key = any (${asked.keys}::text[]) and not k.ended
      union
      select ep.entry_id from registry.entry_person ep
        join jsonb_to_recordset(${JSON.stringify(asked.names)}::jsonb) as n ("nameKey" text, "bornOn" date)
          on ep.name_key = n."nameKey" and ep.born_on = n."bornOn"
       where ep.role in ('child', 'deceased')
    ),
    entries as (
      select e.* from registry.entry e where e.id in (select entry_id from wanted) and e.ended_at is null
       order by e.entered_at desc limit 50
    )
    select
      coalesce((select json_agg(json_build_object('number', number, 'id', id, 'isFormer', former)) from found), '[]') as found,
      coalesce((select json_agg(json_build_object('id', id, 'idNumber', id_number, 'fullName', full_name, 'bornOn', born_on, 'gender', gender,
                 'unitCode', unit_code, 'householdId', household_id, 'fatherId', father_id, 'motherId', mother_id, 'spouseId', spouse_id,
                 'diedOn', died_on, 'source', source, 'updatedAt', updated_at)) from people), '[]') as people,
      coalesce((select json_agg(json_build_object('id', e.id, 'kind', e.kind, 'number', e.number, 'agencyId', e.agency_id,
                 'dossierId', e.dossier_id, 'enteredOn', (e.entered_at at time zone 'Asia/Ho_Chi_Minh')::date,
                 'keys', coalesce((select json_agg(k.key) from registry.entry_key k
                                    where k.entry_id = e.id and k.key = any (${asked.keys}::text[]) and not k.ended), '[]'),
                 'people', (select json_agg(json_build_object('role', ep.role, 'personId', ep.person_id, 'idNumber', ep.id_number,
                                                              'nameKey', ep.name_key, 'bornOn', ep.born_on))
                              from registry.entry_person ep where ep.entry_id = e.id))) from entries e), '[]') as entries`.execute(
    tx,
  )
  const [look] = rows
  if (!look) throw new Error('the register gave no answer')
  return look
}
