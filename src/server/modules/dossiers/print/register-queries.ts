/** SQL of the register of an agency: the dossiers it received in a span of days, with what their receipts say. */
import { sql } from 'kysely'
import type { Tx } from '#server/platform/database/database.ts'
import type { Status } from '../states.ts'

export interface RegisterRow {
  id: string
  applicantId: string
  code: string
  serviceCode: string
  applicantName: string
  status: Status
  handlingAgencyId: string
  submittedAt: Date
  acceptedAt: Date | null
  dueAt: Date | null
  finishedAt: Date | null
  onTime: boolean | null
  /** Of the receipt: the place in the register. */
  number: number | null
  address: string | null
  phone: string | null
  way: 'counter' | 'post' | null
  paperEndedAt: Date | null
}

export async function listRegister(
  tx: Tx<'dossiers'>,
  agencyIds: readonly string[],
  { begin, end }: { begin: Date; end: Date },
  limit: number,
): Promise<RegisterRow[]> {
  const { rows } = await sql<RegisterRow>`
    select d.id, d.applicant_id, d.code, d.service_code, d.applicant_name, d.status, d.handling_agency_id, d.submitted_at, d.accepted_at,
           d.due_at, d.finished_at, d.on_time, s.number, s.content #>> '{paper,data,applicant,address}' as address,
           s.content #>> '{paper,data,applicant,phone}' as phone, p.way, p.ended_at as paper_ended_at
      from dossiers.dossier d
      left join dossiers.slip s on s.dossier_id = d.id and s.form = '01' and s.action_seq = (
        select min(f.action_seq) from dossiers.slip f where f.dossier_id = d.id and f.form = '01')
      left join dossiers.paper_result p on p.dossier_id = d.id
     where d.agency_id = any (${agencyIds}::text[]) and d.submitted_at >= ${begin} and d.submitted_at < ${end}
     order by d.submitted_at, d.id
     limit ${limit}`.execute(tx)
  return rows
}
