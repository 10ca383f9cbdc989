/** Two questions to the register for everything a case has to know of the people it names. */
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
  /** Numbers they had before; null of whom no number asked for means. */
  formerNumbers: string[] | null
}

export interface FoundEntry {
  id: string
  kind: EntryKind
  number: string
  agencyId: string
  dossierId: string
  enteredOn: string
  /** What ended the marriage it registers; null while that stands, and of other entries. */
  over: MarriageEnd | null
  /** By which of the keys asked for it was found. */
  keys: string[]
  people: {
    role: EntryRole
    /** Whom the number means now, where nobody was known by it then. */
    personId: string | null
    idNumber: string | null
    fullName: string
    nameKey: string
    bornOn: string | null
  }[]
}

/** A divorce, or the death of one of the two. */
export interface MarriageEnd {
  kind: 'divorce' | 'death'
  /** Of the judgment, or of the entry of the death. */
  number: string
  /** The day of the judgment, or of the entry of the death. */
  on: string
  /** The day the marriage ended. */
  endedOn: string
  /** The court; of a death the agency that entered it. */
  by: string
}

export interface FoundDivorce extends MarriageEnd {
  id: string
  entryId: string | null
  numbers: string[]
  parties: string[]
  /** `waits` for another officer and has ended nothing yet. */
  state: 'waits' | 'counts'
  /** Who of the two could not be told; null while they are being told. */
  untold: string[] | null
}

export interface RegisterLook {
  /** Whom each number asked for means; `isFormer`: it has been replaced since. */
  found: { number: string; id: string; isFormer: boolean }[]
  people: FoundPerson[]
  /** Entries that stand and name one of these people, or are found by a key. */
  entries: FoundEntry[]
  /** Divorces of the people asked for, the newest first, with their entry or without one; not those taken back. */
  divorces: FoundDivorce[]
}

export interface LookFor {
  numbers: readonly string[]
  keys: readonly string[]
  /** A name without marks and a birth date, where no number says who is meant. */
  names: readonly { nameKey: string; bornOn: string }[]
  /** Ancestors too. */
  withKin: boolean
  /** What was registered of them too. */
  withEntries: boolean
}

/** By the program: nobody else sees the register whole. */
export async function lookIntoRegister(tx: Tx<'registry'>, asked: LookFor): Promise<RegisterLook> {
  const { numbers, found, people } = await lookForPeople(tx, asked)
  if (!asked.withEntries) return { found, people, entries: [], divorces: [] }
  const [entries, divorces] = await Promise.all([
    lookForEntries(tx, { ...asked, numbers }),
    lookForDivorces(tx, numbers),
  ])
  return { found, people, entries, divorces }
}

/** With every number they have or had: an entry names the one of its day. */
export async function lookForPeople(
  tx: Tx<'registry'>,
  { numbers, withKin }: Pick<LookFor, 'numbers' | 'withKin'>,
): Promise<Pick<RegisterLook, 'found' | 'people'> & { numbers: string[] }> {
  const { rows } = await sql<Pick<RegisterLook, 'found' | 'people'> & { numbers: string[] }>`
    select numbers, found, people from registry.look_for_people(${numbers}::text[], ${withKin ? deepest : 0}::integer)`.execute(
    tx,
  )
  const [look] = rows
  if (!look) throw new Error('the register gave no answer')
  return look
}

/** Those that stand, the newest fifty. */
async function lookForEntries(
  tx: Tx<'registry'>,
  { numbers, keys, names }: Pick<LookFor, 'numbers' | 'keys' | 'names'>,
): Promise<FoundEntry[]> {
  const { rows } = await sql<FoundEntry>`
    with wanted as (
      select ep.entry_id from registry.entry_person ep where ep.id_number = any (${numbers}::text[])
      union
      select k.entry_id from registry.entry_key k where k.key = any (${keys}::text[]) and not k.ended
      union
      select ep.entry_id from registry.entry_person ep
        join jsonb_to_recordset(${JSON.stringify(names)}::jsonb) as n ("nameKey" text, "bornOn" date)
          on ep.name_key = n."nameKey" and ep.born_on = n."bornOn"
       where ep.role in ('child', 'deceased')
    )
    select e.id, e.kind, e.number, e.agency_id as "agencyId", e.dossier_id as "dossierId",
           (e.entered_at at time zone 'Asia/Ho_Chi_Minh')::date::text as "enteredOn",
           coalesce((select json_agg(k.key) from registry.entry_key k
                      where k.entry_id = e.id and k.key = any (${keys}::text[]) and not k.ended), '[]') as keys,
           case when e.kind = 'marriage' then registry.marriage_end(e.id) end as over,
           (select json_agg(json_build_object('role', ep.role, 'idNumber', ep.id_number,
                                              'fullName', ep.full_name, 'nameKey', ep.name_key, 'bornOn', ep.born_on,
                                              'personId', coalesce(ep.person_id,
                                                (select p.id from registry.person p where p.id_number = ep.id_number),
                                                (select f.person_id from registry.former_number f where f.id_number = ep.id_number))))
              from registry.entry_person ep where ep.entry_id = e.id) as people
      from registry.entry e
     where e.id = any (array(select entry_id from wanted)) and e.ended_at is null
     order by e.entered_at desc
     limit 50`.execute(tx)
  return rows
}

async function lookForDivorces(
  tx: Tx<'registry'>,
  numbers: readonly string[],
): Promise<RegisterLook['divorces']> {
  const { rows } = await sql<RegisterLook['divorces'][number]>`
    select v.id, v.entry_id as "entryId", case when v.confirmed_at is null then 'waits' else 'counts' end as state,
           case when num_nulls(v.one_told, v.other_told) = 0 then array_remove(
             array[case when not v.one_told then v.one_name end, case when not v.other_told then v.other_name end], null) end as untold,
           'divorce' as kind, v.judgment as number, v.judged_on::text as "on", v.judged_on::text as "endedOn", v.court as "by",
           array_remove(array[v.one_number, v.other_number], null) as numbers, array[v.one_name, v.other_name] as parties
      from registry.divorce v
     where v.undone_at is null and (v.one_number = any (${numbers}::text[]) or v.other_number = any (${numbers}::text[]))
     order by v.judged_on desc
     limit 50`.execute(tx)
  return rows
}
