/** SQL on what in a register is not in its order. */
import { sql } from 'kysely'
import type { Tx } from '#server/platform/database/database.ts'

export interface OutOfOrder {
  register: string
  year: number
  number: number
  documentId: string
  /** `late`: dated after a higher number; `voided`: the number stays empty; `open`: it is still being signed. */
  what: 'late' | 'voided' | 'open'
  on: Date
  reason: string | null
  /** Not the result of a dossier, which is opened elsewhere. */
  isOfAgency: boolean
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
      (select l.register, l.year, l.number, l.document_id as "documentId", case l.fate when 'voided' then 'voided' else 'late' end as what,
              coalesce(e.at, l.on_day::timestamp at time zone 'Asia/Ho_Chi_Minh') as "on", nullif(l.why, '') as reason,
              coalesce(d.source = 'agency', false) as "isOfAgency"
         from documents.register_line l
         left join documents.action e on e.kind in ('issue', 'void') and e.number is not null
                                     and (e.agency_id, e.register, e.year, e.number) = (l.agency_id, l.register, l.year, l.number)
         left join documents.document d on d.id = l.document_id
        where l.agency_id = any (${agencyIds}::text[]) and l.year = ${year} and l.book = 'out' and (l.fate = 'voided' or l.out_of_order)
        order by l.on_day desc, l.number desc limit ${mostRows})
      union all
      select o.register, o.year, o.number, o.document_id, 'open', o.taken_at, null, o.source = 'agency'
        from documents.open_numbers() o where o.agency_id = any (${agencyIds}::text[])) found
     order by "on" desc limit ${mostRows}`.execute(tx)
  return rows
}
