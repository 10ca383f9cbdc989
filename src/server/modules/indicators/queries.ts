/** Figures from the day sums and from the open dossiers that module dossiers publishes. */
import { sql } from 'kysely'
import type { BehindQuery } from '#server/modules/indicators/model.ts'
import type { Tx } from '#server/platform/database.ts'
import { addDays, type LocalDay, startOfLocalDay } from '#shared/dates.ts'

type Db = Tx<'indicators' | 'reporting'>

const isOpen = sql`status in ('submitted', 'accepted', 'processing', 'supplement')`
const runs = sql`status in ('submitted', 'accepted', 'processing')`
const bindingAt = sql`(case when status = 'submitted' then accept_by else due_at end)`

export interface OpenCounts {
  agencyId: string
  serviceCode: string
  open: number
  overdue: number
  dueToday: number
}

/** Open dossiers by agency and service as they stand at `now`. */
export async function countOpen(tx: Db, now: Date, tomorrow: Date): Promise<OpenCounts[]> {
  const { rows } = await sql<OpenCounts>`
    select agency_id, service_code, count(*)::int as open,
           (count(*) filter (where ${runs} and ${bindingAt} < ${now}))::int as overdue,
           (count(*) filter (where ${runs} and ${bindingAt} >= ${now} and ${bindingAt} < ${tomorrow}))::int as due_today
      from reporting.dossier where ${isOpen}
     group by agency_id, service_code`.execute(tx)
  return rows
}

/** Dossiers that ended today and were due today. */
export async function countDueDoneToday(tx: Db, today: Date, tomorrow: Date): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from reporting.dossier
     where finished_at >= ${today} and finished_at < ${tomorrow} and due_at >= ${today} and due_at < ${tomorrow}`.execute(tx)
  return rows[0]?.count ?? 0
}

export interface DaySums {
  agencyId: string
  serviceCode: string
  received: number
  finished: number
  onTime: number
  ratings: number
  ratingSum: number
}

/** Day sums from `from` up to and including `to`, by agency and service. */
export async function sumDays(tx: Db, from: LocalDay, to: LocalDay): Promise<DaySums[]> {
  const { rows } = await sql<DaySums>`
    select agency_id, service_code, sum(received)::int as received, sum(finished)::int as finished, sum(on_time)::int as on_time,
           sum(ratings)::int as ratings, sum(rating_sum)::int as rating_sum
      from indicators.daily where day between ${from}::date and ${to}::date
     group by agency_id, service_code`.execute(tx)
  return rows
}

/** Received and finished per day, for comparisons with days like this one. */
export async function totalsByDay(
  tx: Db,
  days: readonly LocalDay[],
): Promise<{ day: LocalDay; received: number; finished: number; onTime: number }[]> {
  const { rows } = await sql<{ day: LocalDay; received: number; finished: number; onTime: number }>`
    select day, sum(received)::int as received, sum(finished)::int as finished, sum(on_time)::int as on_time
      from indicators.daily where day = any (${days}::date[]) group by day`.execute(tx)
  return rows
}

/** Received today in spans of ten minutes; `slot` counts from midnight. */
export async function countBySlot(tx: Db, day: LocalDay): Promise<{ slot: number; count: number }[]> {
  const from = startOfLocalDay(day)
  const { rows } = await sql<{ slot: number; count: number }>`
    select floor(extract(epoch from submitted_at - ${from}::timestamptz) / 600)::int as slot, count(*)::int as count
      from reporting.dossier
     where submitted_at >= ${from} and submitted_at < ${startOfLocalDay(addDays(day, 1))}
     group by 1 order by 1`.execute(tx)
  return rows
}

export interface BehindRow {
  code: string
  serviceCode: string
  agencyId: string
  handlingAgencyId: string
  status: string
  submittedAt: Date
  bindingAt: Date | null
}

/** The dossiers behind a figure, the longest overdue first; no name, no answer. */
export async function listBehind(
  tx: Db,
  { measure, agency, service, page }: BehindQuery,
  now: Date,
  tomorrow: Date,
  size: number,
): Promise<BehindRow[]> {
  const filter = {
    overdue: sql`${isOpen} and ${runs} and ${bindingAt} < ${now}`,
    due_today: sql`${isOpen} and ${runs} and ${bindingAt} >= ${now} and ${bindingAt} < ${tomorrow}`,
    in_process: isOpen,
    on_time: sql`finished_at >= ${new Date(now.getTime() - 30 * 86_400_000)} and on_time = false`,
  }[measure]
  const { rows } = await sql<BehindRow>`
    select code, service_code, agency_id, handling_agency_id, status, submitted_at, ${bindingAt} as binding_at
      from reporting.dossier
     where ${filter} ${agency ? sql`and agency_id = ${agency}` : sql``} ${service ? sql`and service_code = ${service}` : sql``}
     order by binding_at asc nulls last, code
     limit ${size} offset ${(page - 1) * size}`.execute(tx)
  return rows
}
