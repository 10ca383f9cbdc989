/** All SQL on the registers of documents. */
import { type RawBuilder, type Selectable, type SqlBool, sql } from 'kysely'
import type { Tx } from '#server/platform/database/database.ts'
import type { DocumentsRegisterLine } from '#server/platform/schema.gen.ts'

type Db = Tx<'documents'>
export type Line = Omit<Selectable<DocumentsRegisterLine>, 'fate' | 'book'> & {
  book: 'out' | 'in'
  fate: 'signing' | 'issued' | 'voided' | 'received'
}

/** One register of an agency in one year. */
export interface Series {
  agencyId: string
  book: 'out' | 'in'
  register: string
  year: number
}

/** Counted no further: nobody reads on beyond, they narrow the days. */
export const mostCounted = 10_000

/** The lines of these numbers: every number of a register has one, so that a page is a span of numbers, however far. */
export async function listByNumber(tx: Db, series: Series, from: number, to: number): Promise<Line[]> {
  return lines(tx)
    .where('agencyId', '=', series.agencyId)
    .where('book', '=', series.book)
    .where('register', '=', series.register)
    .where('year', '=', series.year)
    .where('number', '>=', from)
    .where('number', '<=', to)
    .orderBy('number')
    .limit(to - from + 1)
    .execute()
}

export interface Span {
  from: string
  to: string
}

/** The lines of these days, by day and number: the index alone is read up to the page, and the lines of the page. */
export async function listByDay(
  tx: Db,
  { agencyId, book, register }: Omit<Series, 'year'>,
  span: Span,
  offset: number,
  limit: number,
): Promise<Line[]> {
  return listFrom(
    tx,
    sql`agency_id = ${agencyId} and book = ${book} and register = ${register}`,
    span,
    offset,
    limit,
  )
}

/** From the line on that `offset` others come before: which that is, is told by the index. */
async function listFrom(
  tx: Db,
  which: RawBuilder<unknown>,
  { from, to }: Span,
  offset: number,
  limit: number,
): Promise<Line[]> {
  const among = sql`${which} and on_day between ${from}::date and ${to}::date`
  const { rows } = await sql<Line>`
    select l.* from (
      select on_day, number from documents.register_line where ${among} order by on_day, number offset ${offset} limit 1) first,
    lateral (
      select * from documents.register_line
       where ${among} and (on_day, number) >= (first.on_day, first.number) order by on_day, number limit ${limit}) l`.execute(
    tx,
  )
  return rows
}

/** What was received and given to somebody: of a year by its numbers, or of these days. */
export async function listFollowed(
  tx: Db,
  { agencyId, year }: Pick<Series, 'agencyId' | 'year'>,
  span: Span | undefined,
  offset: number,
  limit: number,
): Promise<Line[]> {
  if (span) return listFrom(tx, sql`agency_id = ${agencyId} and followed`, span, offset, limit)
  const among = sql`agency_id = ${agencyId} and followed and year = ${year}`
  const { rows } = await sql<Line>`
    select l.* from (
      select number from documents.register_line where ${among} order by number offset ${offset} limit 1) first,
    lateral (
      select * from documents.register_line where ${among} and number >= first.number order by number limit ${limit}) l`.execute(
    tx,
  )
  return rows
}

function lines(tx: Db) {
  return tx.selectFrom('documents.registerLine').selectAll().$narrowType<Pick<Line, 'book' | 'fate'>>()
}

/** How many lines these days, or what is followed of the year, have; more than `mostCounted` are one more than that. */
export async function countLines(
  tx: Db,
  { agencyId, book, register, year }: Series,
  span: Span | undefined,
  isFollowed: boolean,
): Promise<number> {
  const which = isFollowed ? sql`followed` : sql`book = ${book} and register = ${register}`
  const when = span ? sql`on_day between ${span.from}::date and ${span.to}::date` : sql`year = ${year}`
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from (
      select from documents.register_line where agency_id = ${agencyId} and ${which} and ${when} limit ${mostCounted + 1}) counted`.execute(
    tx,
  )
  return rows[0]?.count ?? 0
}

export interface KnownSeries {
  register: string
  year: number
  /** Its highest number, which is how many lines it has. */
  last: number
}

/** The registers an agency has, by name and year: the index is entered once for each, not read through. */
export async function listSeries(tx: Db, agencyId: string, book: 'out' | 'in'): Promise<KnownSeries[]> {
  // From the last number of one backwards to the last number of the one before it.
  const { rows } = await sql<KnownSeries>`
    with recursive known as (
      (select register, year, number from documents.register_line where agency_id = ${agencyId} and book = ${book}
        order by register desc, year desc, number desc limit 1)
      union all
      select next.register, next.year, next.number from known, lateral (
        select l.register, l.year, l.number from documents.register_line l
         where l.agency_id = ${agencyId} and l.book = ${book} and (l.register, l.year) < (known.register, known.year)
         order by l.register desc, l.year desc, l.number desc limit 1) next)
    select register, year, number as last from known order by register, year limit 300`.execute(tx)
  return rows
}

export interface Handling {
  documentId: string
  state: 'waiting' | 'assigned' | 'answered' | 'closed'
  leadAgencyId: string | null
  leadAccountId: string | null
  assignedAt: Date | null
  dueAt: Date | null
  progress: string
  progressAt: Date | null
  answerSymbol: string | null
  closedWhy: string | null
}

/** Who has these incoming documents. */
export async function listHandling(tx: Db, documentIds: readonly string[]): Promise<Map<string, Handling>> {
  if (documentIds.length === 0) return new Map()
  const rows = await tx
    .selectFrom('documents.assignment')
    .select(['documentId', 'leadAgencyId', 'leadAccountId', 'assignedAt', 'dueAt', 'progress', 'progressAt'])
    .select(['state', 'answerSymbol', 'closedWhy'])
    .where(sql<SqlBool>`document_id = any (${documentIds}::uuid[])`)
    .limit(documentIds.length)
    .$castTo<Handling>()
    .execute()
  return new Map(rows.map((row) => [row.documentId, row]))
}

export interface Sent {
  documentId: string
  sentAt: Date
  sent: number
  arrived: number
}

/** To how many agencies these were sent by the exchange, and where they have arrived. */
export async function listSent(tx: Db, documentIds: readonly string[]): Promise<Map<string, Sent>> {
  if (documentIds.length === 0) return new Map()
  const { rows } = await sql<Sent>`
    select document_id, min(sent_at) as sent_at, count(*)::int as sent,
           (count(*) filter (where state in ('arrived', 'registered')))::int as arrived
      from documents.sending where document_id = any (${documentIds}::uuid[]) group by document_id`.execute(
    tx,
  )
  return new Map(rows.map((row) => [row.documentId, row]))
}
