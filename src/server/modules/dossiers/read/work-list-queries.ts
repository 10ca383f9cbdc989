/** SQL of the work list: what its tabs and filters leave, counted, listed and searched. */
import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Officer } from '#server/platform/actor.ts'
import { caseRoles } from '#server/platform/rights.ts'
import type { Work } from '#server/platform/work.ts'
import { isFinal, isRunning } from '../states.ts'
import { bindingColumn, statusIs } from './state-columns.ts'
import type { WorkCounts, WorkListQuery, WorkListRow, WorkTab } from './work-list-query.ts'

export interface FoundRow extends WorkListRow {
  applicantId: string
}

export interface Found {
  rows: FoundRow[]
  total: number
}

export interface Bounds {
  now: Date
  startOfToday: Date
  startOfTomorrow: Date
  /** Rows at once. */
  size: number
}

/** How many a search counts. */
export const mostFound = 1000

/** It lies on somebody's desk. */
const isOpen = statusIs((status) => !isFinal(status))
const runs = statusIs(isRunning)

function inTab(tab: WorkTab, { now, startOfTomorrow }: Bounds) {
  switch (tab) {
    case 'all':
      return isOpen
    case 'new':
      return sql<SqlBool>`status = 'submitted'`
    case 'overdue':
      return sql<SqlBool>`(${runs} and ${bindingColumn} < ${now})`
    case 'today':
      return sql<SqlBool>`(${runs} and ${bindingColumn} >= ${now} and ${bindingColumn} < ${startOfTomorrow})`
    case 'paused':
      return sql<SqlBool>`status = 'supplement'`
    case 'waiting':
      return sql<SqlBool>`(${isOpen} and waits_for > 0)`
    case 'deciding':
      return sql<SqlBool>`(status = 'processing' and step = 'leader')`
    case 'paper':
      return sql<SqlBool>`id in (select dossier_id from dossiers.paper_result where ended_at is null)`
    case 'done':
      return sql<SqlBool>`not ${isOpen}`
  }
}

/** Whose results lie at the counters of these agencies, or have to be printed there: the counter's work, whoever decided. */
function onPaper({ agencyIds }: Officer, { service }: Pick<WorkListQuery, 'service'>) {
  const ofService = service ? sql<SqlBool>`service_code = ${service}` : sql<SqlBool>`true`
  return sql<SqlBool>`id in (select dossier_id from dossiers.paper_result
      where ended_at is null and agency_id = any (${agencyIds}::text[])) and ${ofService}`
}

const columns = sql`id, code, service_code, applicant_name, status, step, assignee_id, channel, submitted_at, accept_by,
           accepted_at, due_at, paused_since, finished_at, on_time, budget, budget_unit, consumed, running_since, supplements,
           waits_for, waits_until`

export async function countWork(
  { tx }: Work,
  officer: Officer,
  query: WorkListQuery,
  bounds: Bounds,
): Promise<WorkCounts> {
  const count = (tab: WorkTab) => sql`count(*) filter (where ${inTab(tab, bounds)})::int`
  const { rows } = await sql<WorkCounts>`
    select ${count('all')} as "all", ${count('new')} as "new", ${count('overdue')} as overdue, ${count('today')} as today,
           ${count('paused')} as paused, ${count('waiting')} as waiting, ${count('deciding')} as deciding,
           (select count(*)::int from dossiers.dossier where ${onPaper(officer, query)}) as paper
      from dossiers.dossier
     where handling_agency_id = any (${officer.agencyIds}::text[]) and ${isOpen} and ${chosen(officer, query)}`.execute(
    tx,
  )
  const [counts] = rows
  if (!counts) throw new Error('A count has one row')
  return counts
}

const orders: Partial<Record<WorkTab, RawBuilder<unknown>>> = {
  done: sql`submitted_at desc, id`,
  waiting: sql`waits_until asc nulls last, id`,
  paper: sql`(select ready_by from dossiers.paper_result where dossier_id = dossier.id), id`,
}

export async function listRows(
  { tx }: Work,
  officer: Officer,
  query: WorkListQuery,
  bounds: Bounds,
): Promise<FoundRow[]> {
  const order = orders[query.tab] ?? sql`${bindingColumn} asc nulls last, id`
  const { rows } = await sql<FoundRow>`
    select ${columns}, applicant_id
      from dossiers.dossier
     where ${condition(officer, query, bounds)}
     order by ${order}
     limit ${bounds.size} offset ${(query.page - 1) * bounds.size}`.execute(tx)
  return rows
}

export async function countFound(
  { tx }: Work,
  officer: Officer,
  query: WorkListQuery,
  bounds: Bounds,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count
      from (select from dossiers.dossier where ${condition(officer, query, bounds)} limit ${mostFound}) found`.execute(
    tx,
  )
  return rows[0]?.count ?? 0
}

/** Rows and their number in one pass: what a search finds is fetched once. */
export async function listFound(
  { tx }: Work,
  officer: Officer,
  query: WorkListQuery,
  bounds: Bounds,
  words: string,
  months: readonly string[] | null,
): Promise<Found> {
  // What is on desks now is little, and has an index of its own; everything there ever was is found by its words.
  const isOnDesks = !['all', 'paper', 'done'].includes(query.tab)
  const found = isOnDesks
    ? sql<SqlBool>`handling_agency_id = any (${officer.agencyIds}::text[]) and search @@ ${words}::tsquery`
    : sql<SqlBool>`id in (select dossiers.found(${words}::tsquery, ${months}::text[]))`
  const { rows } = await sql<FoundRow & { total: number }>`
    select ${columns}, applicant_id, count(*) over ()::int as total
      from dossiers.dossier
     where ${condition(officer, query, bounds, found)}
     order by submitted_at desc, id
     limit ${bounds.size} offset ${(query.page - 1) * bounds.size}`.execute(tx)
  const total = Math.min(rows[0]?.total ?? 0, mostFound)
  return { rows: rows.map(({ total: _, ...row }) => row), total }
}

function condition(officer: Officer, query: WorkListQuery, bounds: Bounds, found?: RawBuilder<SqlBool>) {
  if (query.tab === 'paper')
    return sql<SqlBool>`${onPaper(officer, query)} and ${found ?? sql<SqlBool>`true`}`
  const place = found
    ? found
    : query.tab === 'done'
      ? sql<SqlBool>`agency_id = any (${officer.agencyIds}::text[])`
      : sql<SqlBool>`handling_agency_id = any (${officer.agencyIds}::text[])`
  // A search looks through everything that was ever before the agency, unless a tab was chosen.
  const tab = found && query.tab === 'all' ? sql<SqlBool>`true` : inTab(query.tab, bounds)
  return sql<SqlBool>`${place} and ${tab} and ${chosen(officer, query)}`
}

/** What the filters leave. One's own work: what one is named for and, at a step of one's role, what nobody is named for yet. */
function chosen(officer: Officer, { service, mine }: Pick<WorkListQuery, 'service' | 'mine'>) {
  const ofService = service ? sql<SqlBool>`service_code = ${service}` : sql<SqlBool>`true`
  if (!mine) return ofService
  const steps = caseRoles().filter((role) => officer.roles.includes(role))
  // A leader's part is what lies before the leader, whoever prepared it.
  return sql<SqlBool>`${ofService} and (assignee_id = ${officer.id}::uuid and step <> 'leader'
    or step = any (${steps}::text[]) and (assignee_id is null or step = 'leader'))`
}
