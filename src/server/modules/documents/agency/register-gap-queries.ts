/** SQL on what in a register is not in its order. */
import { type SqlBool, sql } from 'kysely'
import type { Tx } from '#server/platform/database/database.ts'

export interface OutOfOrder {
  register: string
  year: number
  number: number
  documentId: string
  /** `before`: dated before a lower number; `voided`: the number stays empty; `open`: it is still being signed. */
  what: 'before' | 'voided' | 'open'
  on: Date
  reason: string | null
}

const mostRows = 200

/** Of these agencies and this year, and what is still open of any; newest first. */
export async function outOfOrder(
  tx: Tx<'documents'>,
  agencyIds: readonly string[],
  year: number,
): Promise<OutOfOrder[]> {
  const { rows } = await sql<OutOfOrder>`
    select * from (
      select e.register, e.year, e.number, e.document_id as "documentId", coalesce(e.ended_at, e.taken_at) as "on", e.reason,
             case when e.fate = 'voided' then 'voided' when e.fate = 'signing' then 'open'
                  when e.day < max(e.day) over (partition by e.agency_id, e.register order by e.number rows between unbounded preceding and 1 preceding)
                  then 'before' end as what
        from (select r.*, case when r.fate = 'issued' then d.signing_on end as day
                from documents.register_entry r join documents.document d on d.id = r.document_id
               where r.agency_id = any (${agencyIds}::text[]) and r.year = ${year}) e
      union all
      select d.register, d.year, d.number, d.id, a.at, null, 'open'
        from documents.document d
        join documents.action a on a.document_id = d.id and a.kind = 'reserve' and (a.register, a.year, a.number) = (d.register, d.year, d.number)
       where d.agency_id = any (${agencyIds}::text[]) and d.status = 'signing' and d.year < ${year}) found
     where ${sql<SqlBool>`what is not null`}
     order by "on" desc limit ${mostRows}`.execute(tx)
  return rows
}
