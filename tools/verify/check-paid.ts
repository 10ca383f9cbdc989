/** Whether the sums of what was paid are what the event log gives; for `npm run verify`, as the owner of the tables. */
import type { ClientBase } from 'pg'
import { dossierSubmitted } from '#server/modules/dossiers/events.ts'
import { paidFollowerName } from '#server/modules/indicators/paid-queries.ts'
import { chargePaid } from '#server/modules/payments/events.ts'

/** Most that are named. */
const most = 20

/** Days, agencies, services and communes whose sum is another than a recount up to where the follower is; the first 20. */
export async function checkPaid(client: Pick<ClientBase, 'query'>): Promise<string[]> {
  const { rows: tables } = await client.query(
    `select where to_regclass('indicators.paid_daily') is not null and exists (select from platform.follower where name = '${paidFollowerName}')`,
  )
  // A copy from before they were kept, or nobody has counted yet.
  if (tables.length === 0) return []
  const { rows } = await client.query<{ what: string }>(`
    with told as (
      select (e.occurred_at at time zone 'Asia/Ho_Chi_Minh')::date as day, e.data ->> 'agencyId' as agency_id,
             s.data ->> 'serviceCode' as service_code, coalesce(s.data ->> 'unitCode', '') as unit_code,
             e.data ->> 'channel' <> 'cash' as is_cashless, coalesce((e.data ->> 'before')::bigint, 0) as before,
             (e.data ->> 'amount')::bigint - coalesce((e.data ->> 'before')::bigint, 0) as added,
             greatest(0, round(extract(epoch from e.occurred_at - (e.data ->> 'madeAt')::timestamptz)))::bigint as seconds,
             e.occurred_at - (e.data ->> 'madeAt')::timestamptz <= interval '24 hours' as is_soon
        from platform.event_log e
        join platform.follower f on f.name = '${paidFollowerName}' and (e.tx_id, e.id) <= (f.tx, f.last_id)
        join platform.event_log s on s.name = '${dossierSubmitted.eventName}' and s.subject_id = (e.data ->> 'subjectId')::uuid
       where e.name = '${chargePaid.eventName}' and e.data ->> 'subjectKind' = 'dossier'),
    counted as (
      select day, agency_id, service_code, unit_code, count(*) filter (where before = 0) as paid,
             count(*) filter (where before = 0 and is_cashless) as cashless, sum(added) as amount,
             coalesce(sum(added) filter (where is_cashless), 0) as cashless_amount,
             coalesce(sum(seconds) filter (where before = 0), 0) as seconds,
             count(*) filter (where before = 0 and is_soon) as within_day
        from told group by 1, 2, 3, 4)
    select concat_ws(' ', coalesce(d.day, c.day)::text, coalesce(d.agency_id, c.agency_id), coalesce(d.service_code, c.service_code),
                     coalesce(d.unit_code, c.unit_code)) as what
      from indicators.paid_daily d full join counted c using (day, agency_id, service_code, unit_code)
     where (d.paid, d.cashless, d.amount, d.cashless_amount, d.seconds, d.within_day) is distinct from
           (c.paid, c.cashless, c.amount, c.cashless_amount, c.seconds, c.within_day)
     order by 1 limit ${most}`)
  return rows.map(({ what }) => what)
}
