/** The officer's work list: what is before this agency, by clock; found by name, code or number. */
import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { z } from 'zod'
import type { Step } from '#server/modules/dossiers/model.ts'
import { listNameWords } from '#server/modules/dossiers/read/dossier-queries.ts'
import {
  begunWord,
  spansOf,
  type TypedWord,
  typedWords,
  wholeWord,
} from '#server/modules/dossiers/read/search-words.ts'
import { bindingColumn, statusIs } from '#server/modules/dossiers/read/state-columns.ts'
import { isFinal, isRunning, type Status } from '#server/modules/dossiers/states.ts'
import { recordAccesses } from '#server/modules/registry/index.ts'
import type { Officer, Role } from '#server/platform/actor.ts'
import { requireCaseHandler } from '#server/platform/rights.ts'
import { mostCsvRows } from '#server/platform/web/csv.ts'
import { queryFlag } from '#server/platform/web/http.ts'
import type { Work } from '#server/platform/work.ts'
import { addDays, localDay, startOfLocalDay } from '#shared/dates.ts'

export const workTabs = ['all', 'new', 'overdue', 'today', 'paused', 'deciding', 'done'] as const
export type WorkTab = (typeof workTabs)[number]

export const WorkListQuery = z.object({
  tab: z.enum(workTabs).default('all'),
  q: z.string().trim().max(100).default(''),
  service: z.string().max(20).optional(),
  mine: queryFlag(false),
  page: z.coerce.number().int().min(1).max(400).default(1),
})
export type WorkListQuery = z.infer<typeof WorkListQuery>

export interface WorkListRow {
  id: string
  code: string
  serviceCode: string
  applicantName: string
  status: Status
  step: Step
  assigneeId: string | null
  channel: string
  submittedAt: Date
  acceptBy: Date
  acceptedAt: Date | null
  dueAt: Date | null
  pausedSince: Date | null
  finishedAt: Date | null
  onTime: boolean | null
  budget: number
  budgetUnit: string
  consumed: number
  runningSince: Date | null
  supplements: number
}

export type WorkCounts = Record<Exclude<WorkTab, 'done'>, number>

export interface WorkList {
  rows: WorkListRow[]
  counts: WorkCounts
  /** How many dossiers the chosen tab holds; for a search, counted up to `mostFound`. */
  total: number
  page: number
  pageSize: number
}

export const pageSize = 25
const mostFound = 1000

/** The dossiers before this officer's agency, soonest deadline first, with the count of every tab. */
export async function listWork(work: Work, officer: Officer, query: WorkListQuery): Promise<WorkList> {
  requireCaseHandler(officer)
  const { startOfToday, startOfTomorrow } = today(work.now)
  const bounds = { now: work.now, startOfToday, startOfTomorrow, size: pageSize }
  const counts = await countWork(work, officer, query, bounds)
  const words = typedWords(query.q)
  if (words.length > 0) {
    const found = await search(work, officer, query, bounds, words)
    await recordFound(work, officer, found.rows, 'search')
    return { ...found, counts, page: query.page, pageSize }
  }
  const rows = await listRows(work, officer, query, bounds)
  const total = query.tab === 'done' ? await countFound(work, officer, query, bounds) : counts[query.tab]
  return { rows, counts, total, page: query.page, pageSize }
}

/**
 * The rows of the same list as far as one file holds them, whatever the page. `naming`: whether what is taken along names the
 * applicants, which is then recorded for each.
 */
export async function takeWorkList(
  work: Work,
  officer: Officer,
  query: WorkListQuery,
  { naming }: { naming: boolean },
): Promise<WorkListRow[]> {
  requireCaseHandler(officer)
  const bounds = { now: work.now, ...today(work.now), size: mostCsvRows }
  const whole = { ...query, page: 1 }
  const words = typedWords(query.q)
  const rows =
    words.length > 0
      ? (await search(work, officer, whole, bounds, words)).rows
      : await listRows(work, officer, whole, bounds)
  if (naming) await recordFound(work, officer, rows, 'list')
  return rows
}

interface FoundRow extends WorkListRow {
  applicantId: string
}

interface Found {
  rows: FoundRow[]
  total: number
}

/**
 * The strictest reading of what was typed that finds a page or, failing that, the loosest that finds anything: whole words,
 * the last unfinished, all unfinished (`nguyen th`: Nguyễn Thị).
 */
async function search(
  work: Work,
  officer: Officer,
  query: WorkListQuery,
  bounds: Bounds,
  words: readonly TypedWord[],
): Promise<Found> {
  const whole = words.map(wholeWord)
  const strict = await lookBack(work, officer, query, bounds, whole)
  if (strict.total >= pageSize) return strict
  const nameWords = await listNameWords(
    work.tx,
    words.flatMap(({ beginnings }) => beginnings),
  )
  const begun = words.map((word) => begunWord(word, nameWords))
  for (const reading of [[...whole.slice(0, -1), begun.at(-1)], begun]) {
    if (!reading.every((word) => word !== undefined)) continue
    const found = await lookBack(work, officer, query, bounds, reading)
    if (found.total > 0) return found
  }
  return strict
}

/** Looks among the newest dossiers first, and further back only until enough is found; with a filter, at once everywhere. */
async function lookBack(
  work: Work,
  officer: Officer,
  query: WorkListQuery,
  bounds: Bounds,
  words: readonly string[],
): Promise<Found> {
  let found: Found = { rows: [], total: 0 }
  const isFiltered = query.tab !== 'all' || query.service !== undefined || query.mine
  let perMonth: number | undefined
  for (const months of isFiltered ? [null] : spansOf(work.now)) {
    // Passed over: a span that at this rate would not hold enough either.
    if (months && perMonth !== undefined && perMonth * months.length < mostFound) continue
    found = await listFound(work, officer, query, bounds, words.join(' & '), months)
    if (!months || found.total >= mostFound) break
    perMonth = found.total / months.length
  }
  return found
}

interface Bounds {
  now: Date
  startOfToday: Date
  startOfTomorrow: Date
  /** Rows at once. */
  size: number
}

function today(now: Date) {
  const day = localDay(now)
  return { startOfToday: startOfLocalDay(day), startOfTomorrow: startOfLocalDay(addDays(day, 1)) }
}

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
    case 'deciding':
      return sql<SqlBool>`(status = 'processing' and step = 'leader')`
    case 'done':
      return sql<SqlBool>`not ${isOpen}`
  }
}

async function countWork(
  { tx }: Work,
  officer: Officer,
  query: WorkListQuery,
  bounds: Bounds,
): Promise<WorkCounts> {
  const count = (tab: WorkTab) => sql`count(*) filter (where ${inTab(tab, bounds)})::int`
  const { rows } = await sql<WorkCounts>`
    select ${count('all')} as "all", ${count('new')} as "new", ${count('overdue')} as overdue, ${count('today')} as today,
           ${count('paused')} as paused, ${count('deciding')} as deciding
      from dossiers.dossier
     where handling_agency_id = any (${officer.agencyIds}::text[]) and ${isOpen} and ${chosen(officer, query)}`.execute(
    tx,
  )
  const [counts] = rows
  if (!counts) throw new Error('A count has one row')
  return counts
}

function condition(officer: Officer, query: WorkListQuery, bounds: Bounds, found?: RawBuilder<SqlBool>) {
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
  const steps = ['one_stop', 'specialist', 'leader'].filter((step) => officer.roles.includes(step as Role))
  // A leader's part is what lies before the leader, whoever prepared it.
  return sql<SqlBool>`${ofService} and (assignee_id = ${officer.id}::uuid and step <> 'leader'
    or step = any (${steps}::text[]) and (assignee_id is null or step = 'leader'))`
}

/** Whom a search names is a fact they can see; the desk itself is listed without: that it lies there its page tells. */
async function recordFound(
  work: Work,
  officer: Officer,
  rows: readonly FoundRow[],
  opened: 'search' | 'list',
): Promise<void> {
  // One statement has room for so many facts.
  const atOnce = 1000
  for (let at = 0; at < rows.length; at += atOnce) {
    await recordAccesses(
      work,
      officer,
      rows
        .slice(at, at + atOnce)
        .map(({ id, applicantId }) => ({ personId: applicantId, purpose: 'dossier', dossierId: id, opened })),
    )
  }
}

const columns = sql`id, code, service_code, applicant_name, status, step, assignee_id, channel, submitted_at, accept_by,
           accepted_at, due_at, paused_since, finished_at, on_time, budget, budget_unit, consumed, running_since, supplements`

/** Rows and their number in one pass: what a search finds is fetched once. */
async function listFound(
  { tx }: Work,
  officer: Officer,
  query: WorkListQuery,
  bounds: Bounds,
  words: string,
  months: readonly string[] | null,
): Promise<Found> {
  // What is on desks now is little, and has an index of its own; everything there ever was is found by its words.
  const isOnDesks = query.tab !== 'all' && query.tab !== 'done'
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

async function listRows(
  { tx }: Work,
  officer: Officer,
  query: WorkListQuery,
  bounds: Bounds,
): Promise<FoundRow[]> {
  const order = query.tab === 'done' ? sql`submitted_at desc, id` : sql`${bindingColumn} asc nulls last, id`
  const { rows } = await sql<FoundRow>`
    select ${columns}, applicant_id
      from dossiers.dossier
     where ${condition(officer, query, bounds)}
     order by ${order}
     limit ${bounds.size} offset ${(query.page - 1) * bounds.size}`.execute(tx)
  return rows
}

async function countFound(
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
