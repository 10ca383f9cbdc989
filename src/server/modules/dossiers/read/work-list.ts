import { recordAccesses } from '#server/modules/registry/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import { requireCaseHandler } from '#server/platform/rights.ts'
import { mostCsvRows } from '#server/platform/web/csv.ts'
import type { Work } from '#server/platform/work.ts'
import { endOfLocalDay, localDay, startOfLocalDay } from '#shared/dates.ts'
import { listNameWords } from './name-queries.ts'
import { begunWord, spansOf, type TypedWord, typedWords, wholeWord } from './search-words.ts'
import {
  type Bounds,
  countFound,
  countWork,
  type Found,
  type FoundRow,
  listFound,
  listRows,
  mostFound,
} from './work-list-queries.ts'
import type { WorkCounts, WorkListQuery, WorkListRow } from './work-list-query.ts'

export interface WorkList {
  rows: WorkListRow[]
  counts: WorkCounts
  /** How many dossiers the chosen tab holds; for a search, counted up to `mostFound`. */
  total: number
  page: number
  pageSize: number
}

export const pageSize = 25

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

function today(now: Date) {
  const day = localDay(now)
  return { startOfToday: startOfLocalDay(day), startOfTomorrow: endOfLocalDay(day) }
}

/** Whom a search names is a fact they can see; the desk itself is listed without: that it lies there its page tells. */
export async function recordFound(
  work: Work,
  officer: Officer,
  rows: readonly Pick<FoundRow, 'id' | 'applicantId'>[],
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
