/** SQL that says what ended a marriage: a judgment, or the death of either. By the program. */
import { sql } from 'kysely'
import type { Tx } from '#server/platform/database/database.ts'

/**
 * Of a divorce `v` whether it is about the marriage entered as `e`: by this entry, by one a corrected certificate took the
 * place of, or recorded of these two before they had an entry, of a later day.
 */
export const isAboutMarriage = sql<boolean>`
  (
    v.entry_id = any (array(select e.id union all
                            select was.id from registry.entry was where was.dossier_id = e.dossier_id and was.ended_at is not null))
    or v.entry_id is null and v.judged_on >= (e.entered_at at time zone 'Asia/Ho_Chi_Minh')::date
       and v.one_number in (select party.id_number from registry.entry_person party where party.entry_id = e.id)
       and v.other_number in (select party.id_number from registry.entry_person party where party.entry_id = e.id))`

/** Of a divorce `v` whether it counts and ended the marriage entered as `e`. */
export const isDivorceOf = sql<boolean>`
  v.undone_at is null and v.confirmed_at is not null and ${isAboutMarriage}`

/** What ended the marriage entered as `e`, as a `MarriageEnd`; null while it stands. */
export const marriageEnd = sql`(
  select json_build_object('kind', o.kind, 'number', o.number, 'on', o.on_day, 'endedOn', o.ended_on, 'by', o.said_by) from (
    select 'divorce' as kind, v.judgment as number, v.judged_on as on_day, v.judged_on as ended_on, v.court as said_by
      from registry.divorce v where ${isDivorceOf}
    union all
    select 'death', d.number, (d.entered_at at time zone 'Asia/Ho_Chi_Minh')::date,
           coalesce(d.event_on, (d.entered_at at time zone 'Asia/Ho_Chi_Minh')::date), d.agency_id
      from registry.entry_person party
      join registry.entry_person dead on dead.role = 'deceased'
       and (dead.id_number = any (registry.numbers_of(party.id_number, party.person_id)) or dead.person_id = party.person_id)
      join registry.entry d on d.id = dead.entry_id and d.kind = 'death' and d.ended_at is null
     where party.entry_id = e.id) o order by o.ended_on limit 1)`

/** Whether what this entry registers is a marriage that has ended. */
export async function isMarriageOver(tx: Tx<'registry'>, entryId: string): Promise<boolean> {
  const { rows } = await sql<{ isOver: boolean }>`
    select ${marriageEnd} is not null as "isOver" from registry.entry e
     where e.id = ${entryId}::uuid and e.kind = 'marriage'`.execute(tx)
  return rows[0]?.isOver ?? false
}
