/** A source as the tables in it: what format it has is read off its bytes, never off its name alone. */

import { findTables } from './find/find-tables.ts'
import type { FoundTable } from './find/read-table.ts'
import { readCsv } from './read/csv-grid.ts'
import type { Grid } from './read/grid.ts'
import { readJson } from './read/json-grid.ts'
import { readParquet } from './read/parquet-grid.ts'
import { type Encoding, readText } from './read/read-text.ts'
import { type LettersOfColumns, settleLetters } from './read/settle-letters.ts'
import { readWorkbook } from './read/workbook-grid.ts'
import { readXmlTable } from './read/xml-grid.ts'
import { SourceStopped } from './refusals.ts'

export interface ReadSource {
  format: 'csv' | 'json' | 'xml' | 'parquet' | 'workbook'
  /** Of text: what its letters are in. */
  encoding?: Encoding
  tables: (FoundTable & { letters: LettersOfColumns })[]
}

/** Any source; Parquet is read piece by piece, all others at once. */
export async function readAnySource(bytes: Uint8Array): Promise<ReadSource> {
  if (!startsWith(bytes, 'PAR1')) return readSource(bytes)
  return { format: 'parquet', tables: tablesOf([await readParquet(bytes)], false) }
}

/** Any source but Parquet. */
export function readSource(bytes: Uint8Array): ReadSource {
  if (isWorkbook(bytes)) return { format: 'workbook', tables: tablesOf(readWorkbook(bytes), false) }
  if (foreign.some((mark) => startsWith(bytes, mark))) throw new SourceStopped('unknown-format')
  const { text, encoding } = readText(bytes)
  const format = formatOf(text)
  const grid = readers[format](text.replace(/^\ufeff/, ''))
  return { format, encoding, tables: tablesOf([grid], encoding === 'bytes') }
}

const readers = { csv: readCsv, json: readJson, xml: readXmlTable }

function formatOf(text: string): keyof typeof readers {
  const start = text
    .slice(0, 1_000)
    .replace(/^\ufeff/, '')
    .trimStart()
  if (start.startsWith('{') || start.startsWith('[')) return 'json'
  return /^<[?!a-z_]/i.test(start) ? 'xml' : 'csv'
}

function tablesOf(grids: Grid[], areBytes: boolean) {
  const tables = grids.flatMap((grid) => {
    const letters = settleLetters(grid, areBytes)
    return findTables(grid).map((table) => ({ ...table, letters }))
  })
  if (tables.length === 0) throw new SourceStopped('no-table')
  return tables
}

const zip = [0x50, 0x4b, 0x03, 0x04]
const compound = [0xd0, 0xcf, 0x11, 0xe0]

function isWorkbook(bytes: Uint8Array): boolean {
  return [zip, compound].some((mark) => mark.every((byte, at) => bytes[at] === byte))
}

const foreign = ['%PDF', '\x89PNG', '\xff\xd8\xff', '\x1f\x8b', 'GIF8']

function startsWith(bytes: Uint8Array, mark: string): boolean {
  return Buffer.from(bytes.subarray(0, mark.length)).toString('latin1') === mark
}
