/** A source as the tables in it: what format it has is read off its bytes, never off its name alone. */

import { findTables } from './find/find-tables.ts'
import type { FoundTable } from './find/read-table.ts'
import { readCsv } from './read/csv-grid.ts'
import type { Grid } from './read/grid.ts'
import { readJson } from './read/json-grid.ts'
import { type Encoding, readText } from './read/read-text.ts'
import { type LettersOfColumns, settleLetters } from './read/settle-letters.ts'
import { readWorkbook } from './read/workbook-grid.ts'
import { SourceStopped } from './refusals.ts'

export interface ReadSource {
  format: 'csv' | 'json' | 'workbook'
  encoding: Encoding | 'workbook'
  tables: (FoundTable & { letters: LettersOfColumns })[]
}

export function readSource(bytes: Uint8Array): ReadSource {
  if (isWorkbook(bytes))
    return { format: 'workbook', encoding: 'workbook', tables: tablesOf(readWorkbook(bytes), false) }
  if (isForeign(bytes)) throw new SourceStopped('unknown-format')
  const { text, encoding } = readText(bytes)
  const start = text.trimStart()[0]
  const isJson = start === '{' || start === '['
  const grids = isJson ? readJson(text.replace(/^\ufeff/, '')) : [readCsv(text)]
  return { format: isJson ? 'json' : 'csv', encoding, tables: tablesOf(grids, encoding === 'bytes') }
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

const foreign = ['%PDF', '\x89PNG', '\xff\xd8\xff', 'PAR1', '\x1f\x8b', 'GIF8']

function isForeign(bytes: Uint8Array): boolean {
  const start = Buffer.from(bytes.subarray(0, 8)).toString('latin1')
  return foreign.some((mark) => start.startsWith(mark))
}
