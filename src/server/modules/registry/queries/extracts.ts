/** SQL that finds what the register says of somebody, whether it still stands, and what has changed since. By the program. */
import { sql } from 'kysely'
import type { Tx } from '#server/platform/database/database.ts'
import type { EntryKind, EntryRole } from '../entry-keys.ts'
import { everyNumberOf } from './marriage-ends.ts'

export interface ExtractFor {
  kind: EntryKind
  /** Of whom: their number, or where it is not known a name without marks and a birth date. */
  number: string | null
  nameKey: string
  bornOn: string | null
}

/** An entry as a copy of it is made. */
export interface Extract {
  id: string
  kind: EntryKind
  number: string
  agencyId: string
  enteredOn: string
  /** Its document was revoked: nothing is copied from it. */
  endedOn: string | null
  /** What it says by the place of its legal form; null where only who stands in it is known. */
  content: Record<string, string> | null
  /** Found by the number asked for, and not only by a name and a birth date. */
  byNumber: boolean
  people: {
    role: EntryRole
    personId: string | null
    fullName: string
    nameKey: string
    bornOn: string | null
  }[]
  /** What changes what this one says: a death, a father or a mother, a divorce, in their order. */
  since: LaterEntry[]
}

export interface LaterEntry {
  kind: 'death' | 'parentage' | 'divorce'
  /** Of a divorce, of the judgment. */
  number: string
  /** Of a divorce the court, by its name. */
  agencyId: string
  enteredOn: string
  eventOn: string | null
  /** Who died, or became father or mother. */
  fullName: string
}

/** As whom somebody stands in an entry that a copy may be asked of. */
const rolesOf: Record<EntryKind, readonly EntryRole[]> = {
  birth: ['child'],
  marriage: ['husband', 'wife'],
  death: ['deceased'],
  parentage: ['child', 'parent', 'father', 'mother'],
  household_business: ['owner'],
}

/** The newest first, ended ones too; by whichever number somebody has or had. */
export async function listExtracts(tx: Tx<'registry'>, asked: ExtractFor): Promise<Extract[]> {
  const { rows } = await sql<Extract>`
    with them as (
      select p.id from registry.person p where p.id_number = ${asked.number}::text
      union select f.person_id from registry.former_number f where f.id_number = ${asked.number}::text
    ),
    numbers as (
      select ${asked.number}::text as number where ${asked.number}::text is not null
      union select p.id_number from registry.person p where p.id in (select id from them)
      union select f.id_number from registry.former_number f where f.person_id in (select id from them)
    ),
    wanted as (
      select entry_id, role, true as by_number from registry.entry_person where id_number in (select number from numbers)
      union all
      select entry_id, role, false from registry.entry_person
       where name_key = ${asked.nameKey} and born_on = ${asked.bornOn}::date
         and (id_number is null or not exists (select from numbers))
    ),
    entries as (
      select e.*, bool_or(w.by_number) as by_number from registry.entry e join wanted w on w.entry_id = e.id
       where e.kind = ${asked.kind} and w.role = any (${rolesOf[asked.kind]}::text[])
       group by e.id order by e.entered_at desc limit 10
    )
    select e.id, e.kind, e.number, e.agency_id as "agencyId", (e.entered_at at time zone 'Asia/Ho_Chi_Minh')::date::text as "enteredOn",
           (e.ended_at at time zone 'Asia/Ho_Chi_Minh')::date::text as "endedOn", e.content, e.by_number as "byNumber",
           (select json_agg(json_build_object('role', ep.role, 'personId', ep.person_id, 'fullName', ep.full_name, 'nameKey', ep.name_key, 'bornOn', ep.born_on) order by ep.role)
              from registry.entry_person ep where ep.entry_id = e.id) as people,
           coalesce((
             select json_agg(json_build_object('kind', l.kind, 'number', l.number, 'agencyId', l.agency_id, 'fullName', l.full_name, 'eventOn', l.event_on,
                                               'enteredOn', (l.entered_at at time zone 'Asia/Ho_Chi_Minh')::date) order by l.entered_at)
               from (select v.id, 'divorce' as kind, v.judgment as number, v.court as agency_id, v.noted_at as entered_at, v.judged_on as event_on, '' as full_name
                       from registry.divorces_about(e.id) v
                      where e.kind = 'marriage' and v.undone_at is null and v.confirmed_at is not null
                     union
                     select later.id, later.kind, later.number, later.agency_id, later.entered_at, later.event_on,
                            coalesce(new_parent.full_name, them_there.full_name) as full_name
                       from registry.entry_person here ${everyNumberOf('here')}
                       join registry.entry_person them_there
                         on them_there.entry_id <> e.id
                        and (them_there.id_number = any (known.numbers)
                             or them_there.person_id = here.person_id
                             or (here.id_number is null and them_there.name_key = here.name_key and them_there.born_on = here.born_on))
                       join registry.entry later on later.id = them_there.entry_id and later.ended_at is null
                       left join registry.entry_person new_parent on new_parent.entry_id = later.id and later.kind = 'parentage' and new_parent.role <> 'child'
                      where here.entry_id = e.id
                        and ((e.kind = 'birth' and here.role = 'child' and later.kind in ('death', 'parentage') and them_there.role in ('deceased', 'child'))
                          or (e.kind = 'marriage' and later.kind = 'death' and them_there.role = 'deceased'))) l
           ), '[]') as since
      from entries e order by e.entered_at desc`.execute(tx)
  return rows
}
