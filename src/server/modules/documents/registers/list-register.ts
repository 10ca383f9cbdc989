/** Sổ văn bản đi, sổ văn bản đến, sổ theo dõi: page by page (NĐ 30/2020/NĐ-CP Phụ lục IV). */
import type { Officer } from '#server/platform/actor.ts'
import { requireDocumentHandler } from '#server/platform/rights.ts'
import type { Work } from '#server/platform/work.ts'
import { addDays, localDay } from '#shared/dates.ts'
import { registerNotYours, registerSpanWrong } from './refusals.ts'
import {
  countLines,
  type KnownSeries,
  type Line,
  listByDay,
  listByNumber,
  listFollowed,
  listSeries,
  mostCounted,
  type Series,
  type Span,
} from './register-queries.ts'
import { type Register, rowsOf } from './register-rows.ts'

export const registerPageSize = 50
const mostDays = 366

export interface RegisterQuery {
  which: Register
  /** One of those acted for; without it the agency itself. */
  agencyId?: string | undefined
  register?: string | undefined
  year?: number | undefined
  span?: Span | undefined
  page: number
}

export interface Found extends Series {
  which: Register
  span: Span | undefined
  series: KnownSeries[]
}

/** Which register is meant: as asked where the agency has such a one, else its newest. Refuses another agency's, and a span beyond a year. */
export async function findRegister(work: Work, officer: Officer, query: RegisterQuery): Promise<Found> {
  requireDocumentHandler(officer)
  const { which, span } = query
  const agencyId = query.agencyId ?? officer.agencyId
  if (!officer.agencyIds.includes(agencyId)) throw registerNotYours()
  if (span && (span.to < span.from || addDays(span.from, mostDays) < span.to))
    throw registerSpanWrong({ days: mostDays })
  const book = which === 'out' ? 'out' : 'in'
  const series = await listSeries(work.tx, agencyId, book)
  const thisYear = Number(localDay(work.now).slice(0, 4))
  const named = series.filter(({ register }) => register === query.register)
  const year = query.year ?? Math.max(...(named.length > 0 ? named : series).map((one) => one.year), 0)
  const register =
    named[0]?.register ??
    series.find((one) => one.year === (year || thisYear))?.register ??
    series[0]?.register ??
    ''
  return { which, span, series, agencyId, book, register, year: year || thisYear }
}

export interface RegisterPage extends Found {
  page: number
  pages: number
  /** Lines in all; null where there are more than are counted. */
  total: number | null
  rows: Awaited<ReturnType<typeof rowsOf>>
}

/** One page. Without a span of days it is a span of numbers, found at once however far; with one it is counted up to ten thousand. */
export async function readRegister(
  work: Work,
  officer: Officer,
  query: RegisterQuery,
): Promise<RegisterPage> {
  const found = await findRegister(work, officer, query)
  const { tx } = work
  const isByNumber = found.which !== 'followed' && !found.span
  const counted = isByNumber
    ? (found.series.find((one) => one.register === found.register && one.year === found.year)?.last ?? 0)
    : await countLines(tx, found, found.span, found.which === 'followed')
  const pages = Math.max(
    1,
    Math.ceil(Math.min(counted, isByNumber ? counted : mostCounted) / registerPageSize),
  )
  const page = Math.min(Math.max(1, query.page), pages)
  const before = (page - 1) * registerPageSize
  const lines = await linesOf(work, found, before, registerPageSize)
  return {
    ...found,
    page,
    pages,
    total: !isByNumber && counted > mostCounted ? null : counted,
    rows: await rowsOf(work, found.which, lines),
  }
}

/** So many lines after the first `skipped`, in the order of the register. */
export function linesOf(work: Work, found: Found, skipped: number, count: number): Promise<Line[]> {
  if (found.which === 'followed') return listFollowed(work.tx, found, found.span, skipped, count)
  if (found.span) return listByDay(work.tx, found, found.span, skipped, count)
  return listByNumber(work.tx, found, skipped + 1, skipped + count)
}
