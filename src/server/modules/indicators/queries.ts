/** Figures from the day sums and from the dossiers that module dossiers publishes. */
import { type RawBuilder, sql } from 'kysely'
import { openingOf } from '#server/crafts/calendar/index.ts'
import {
  bindingColumn,
  isAnswered,
  isInProcess,
  isRunning,
  statusIs,
} from '#server/modules/dossiers/index.ts'
import type { Tx } from '#server/platform/database/database.ts'
import { provinceCalendar } from '#server/platform/province.ts'
import { addDays, endOfLocalDay, type LocalDay, localDay, startOfLocalDay } from '#shared/dates.ts'
import { type Figure, rateDays } from './model.ts'

type Db = Tx<'indicators' | 'reporting'>

const isOpen = statusIs(isInProcess)
const runs = statusIs(isRunning)
const ended = statusIs(isAnswered)

/** The bounds of the day that holds `now`, and of the working day that comes after it. */
export interface Day {
  now: Date
  start: Date
  end: Date
  next: { start: Date; end: Date }
}

export function dayOf(now: Date): Day {
  const today = localDay(now)
  const end = endOfLocalDay(today)
  const coming = openingOf(provinceCalendar(), end)?.day ?? addDays(today, 1)
  return {
    now,
    start: startOfLocalDay(today),
    end,
    next: { start: startOfLocalDay(coming), end: endOfLocalDay(coming) },
  }
}

export interface OpenCounts {
  agencyId: string
  serviceCode: string
  open: number
  overdue: number
  dueToday: number
  /** Due on the next working day. */
  dueNext: number
  /** Submitted and not yet accepted. */
  waiting: number
}

/** Open dossiers by agency and service as they stand; due today includes those overdue since this morning. */
export async function countOpen(tx: Db, day: Day): Promise<OpenCounts[]> {
  const { rows } = await openCounts(day).execute(tx)
  return rows
}

function openCounts({ now, start, end, next }: Day): RawBuilder<OpenCounts> {
  return sql<OpenCounts>`
    select agency_id as "agencyId", service_code as "serviceCode", count(*)::int as open,
           (count(*) filter (where ${runs} and ${bindingColumn} < ${now}))::int as overdue,
           (count(*) filter (where ${runs} and ${bindingColumn} >= ${start} and ${bindingColumn} < ${end}))::int as "dueToday",
           (count(*) filter (where ${runs} and ${bindingColumn} >= ${next.start} and ${bindingColumn} < ${next.end}))::int as "dueNext",
           (count(*) filter (where status = 'submitted'))::int as waiting
      from reporting.dossier where ${isOpen}
     group by agency_id, service_code`
}

export interface DoneCounts {
  agencyId: string
  serviceCode: string
  done: number
}

export interface Stock {
  open: OpenCounts[]
  /** Received today by ten-minute span from midnight. */
  slots: SlotCount[]
  /** Ended today and due today. */
  dueDone: DoneCounts[]
}

/** What moves by the second, in one question: a wall asks it several times a second. */
export async function readStock(tx: Db, day: Day): Promise<Stock> {
  const { rows } = await sql<Stock>`
    select (select coalesce(json_agg(o), '[]') from (${openCounts(day)}) o) as open,
           (select coalesce(json_agg(s), '[]') from (${slotCounts(day)}) s) as slots,
           (select coalesce(json_agg(d), '[]') from (${doneCounts(day)}) d) as due_done`.execute(tx)
  return rows[0] ?? { open: [], slots: [], dueDone: [] }
}

function doneCounts(day: Day): RawBuilder<DoneCounts> {
  return sql<DoneCounts>`
    select agency_id as "agencyId", service_code as "serviceCode", count(*)::int as done
      from reporting.dossier where ${dueDone(day)}
     group by agency_id, service_code`
}

function dueDone({ start, end }: Pick<Day, 'start' | 'end'>): RawBuilder<unknown> {
  return sql`(${ended} and finished_at >= ${start} and finished_at < ${end} and due_at >= ${start} and due_at < ${end})`
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
    select agency_id, service_code, sum(received)::int as received, sum(finished)::int as finished,
           sum(on_time)::int as on_time, sum(ratings)::int as ratings, sum(rating_sum)::int as rating_sum
      from indicators.daily where day between ${from}::date and ${to}::date
     group by agency_id, service_code`.execute(tx)
  return rows
}

export interface SlotCount {
  slot: number
  count: number
}

/** Received on a day in spans of ten minutes; `slot` counts from midnight. */
export async function countBySlot(tx: Db, day: LocalDay): Promise<SlotCount[]> {
  const bounds = { start: startOfLocalDay(day), end: endOfLocalDay(day) }
  const { rows } = await slotCounts(bounds).execute(tx)
  return rows
}

function slotCounts({ start, end }: Pick<Day, 'start' | 'end'>): RawBuilder<SlotCount> {
  return sql<SlotCount>`
    select floor(extract(epoch from submitted_at - ${start}::timestamptz) / 600)::int as slot, count(*)::int as count
      from reporting.dossier where submitted_at >= ${start} and submitted_at < ${end}
     group by 1 order by 1`
}

export interface BehindRow {
  code: string
  serviceCode: string
  agencyId: string
  handlingAgencyId: string
  status: string
  submittedAt: Date
  finishedAt: Date | null
  /** What runs against it: the time to accept, or the result's due time. */
  bindingAt: Date | null
  rating: number | null
  /** The member of staff in charge of it. */
  assigneeId: string | null
  /** The newest remark: of the citizen with the rating, or the reason for a later date. */
  remark: string | null
}

/** Whose dossiers; null for all. */
export interface Behind {
  figure: Figure
  agencyIds: readonly string[] | null
  service: string | null
}

/** One page of the dossiers behind a figure, the most pressing first; no name, no answer. */
export async function listBehind(
  tx: Db,
  behind: Behind,
  day: Day,
  { page, size }: { page: number; size: number },
): Promise<BehindRow[]> {
  const order = {
    received: sql`submitted_at desc, code`,
    satisfaction: sql`rating, rated_at desc, code`,
    on_time: sql`finished_at desc, code`,
    on_time_month: sql`finished_at desc, code`,
    overdue: sql`binding_at, code`,
    due_today: sql`binding_at, code`,
    due_next: sql`binding_at, code`,
    waiting: sql`binding_at, code`,
    in_process: sql`binding_at nulls last, code`,
  }[behind.figure]
  const { rows } = await sql<BehindRow>`
    select code, service_code, agency_id, handling_agency_id, status, submitted_at, finished_at, rating, assignee_id,
           ${bindingColumn} as binding_at,
           (select words from reporting.remark where dossier_id = dossier.id order by seq desc limit 1) as remark
      from reporting.dossier where ${conditionOf(behind, day)}
     order by ${order} limit ${size} offset ${(page - 1) * size}`.execute(tx)
  return rows
}

export async function countBehind(tx: Db, behind: Behind, day: Day): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from reporting.dossier where ${conditionOf(behind, day)}`.execute(tx)
  return rows[0]?.count ?? 0
}

function conditionOf({ figure, agencyIds, service }: Behind, day: Day): RawBuilder<unknown> {
  const { now, start, end, next } = day
  const today = localDay(now)
  const windowStart = startOfLocalDay(addDays(today, 1 - rateDays))
  const monthStart = startOfLocalDay(`${today.slice(0, 8)}01`)
  const own = {
    received: sql`submitted_at >= ${start} and submitted_at < ${end}`,
    in_process: isOpen,
    overdue: sql`${runs} and ${bindingColumn} < ${now}`,
    due_today: sql`((${runs} and ${bindingColumn} >= ${start} and ${bindingColumn} < ${end}) or ${dueDone(day)})`,
    due_next: sql`${runs} and ${bindingColumn} >= ${next.start} and ${bindingColumn} < ${next.end}`,
    waiting: sql`status = 'submitted'`,
    on_time: sql`${ended} and on_time = false and finished_at >= ${windowStart}`,
    on_time_month: sql`${ended} and on_time = false and finished_at >= ${monthStart}`,
    satisfaction: sql`rating is not null and rated_at >= ${windowStart}`,
  }[figure]
  const ofAgency = agencyIds ? sql`and agency_id = any (${[...agencyIds]}::text[])` : sql``
  return sql`${own} ${ofAgency} ${service ? sql`and service_code = ${service}` : sql``}`
}
