/** CSV (RFC 4180): lists that people take along into their own tables. */
import { Readable } from 'node:stream'
import { stringify } from 'csv-stringify/sync'

/** So many rows one file holds at most. */
export const mostCsvRows = 10_000

const rowsAtOnce = 500

export type CsvRow = readonly (string | number | null)[]

/**
 * The file piece by piece, UTF-8 with a byte order mark, which Excel needs to read Vietnamese. What a spreadsheet would take
 * for a formula begins with an apostrophe.
 */
export function* writeCsv(header: readonly string[], rows: readonly CsvRow[]): Generator<string> {
  // A lone line feed inside a cell is quoted too: the library quotes only what it writes itself.
  const options = { record_delimiter: 'windows', quoted_match: /[\r\n]/, escape_formulas: true } as const
  yield stringify([header], { ...options, bom: true })
  for (let at = 0; at < rows.length; at += rowsAtOnce) {
    yield stringify(rows.slice(at, at + rowsAtOnce), options)
  }
}

/** A file for one person: saved under this name, kept nowhere on the way. */
export function answerCsv(pieces: Iterable<string>, name: string): Response {
  return new Response(Readable.toWeb(Readable.from(pieces, { objectMode: false })) as ReadableStream, {
    headers: takenAlong('text/csv; charset=utf-8; header=present', name),
  })
}

export function answerCalendar(text: string, name: string): Response {
  return new Response(text, { headers: takenAlong('text/calendar; charset=utf-8', name) })
}

function takenAlong(mediaType: string, name: string): Record<string, string> {
  return {
    'content-type': mediaType,
    'content-disposition': `attachment; filename="${name.replace(/[^A-Za-z0-9._-]/g, '-')}"`,
    'cache-control': 'private, no-store',
  }
}
