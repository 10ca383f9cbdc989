/** The lines under a heading, told apart: rows, totals, the heads of sections, notes. */
import { type GridRow, isBlank, shownCell } from '../read/grid.ts'
import { type Looked, looked, numericColumns } from './find-heading.ts'
import { isColumnNumbers, isNote, isTotal, looksNumeric } from './look-of-cells.ts'
import { nameColumns } from './name-columns.ts'

export interface TableRow extends GridRow {
  kind: 'row' | 'total'
  /** The line above it that heads this and the following rows. */
  section?: string
}

export interface FoundTable {
  /** The sheet it stands in; empty where there are none. */
  sheet: string
  title: string[]
  /** Row of the heading, from 1; 0 where there is none. */
  headedAt: number
  columns: { name: string; at: number }[]
  rows: TableRow[]
  notes: string[]
}

/** It says of the next row only that it is part of the one before. */
const isPart = /^(?:trong đó|of which|gồm|bao gồm)\b/i

export function readTable(sheet: string, title: string[], heading: Looked[], body: Looked[]): FoundTable {
  const used = [...new Set([...heading, ...body].flatMap(({ filled }) => filled))].toSorted(
    (one, other) => one - other,
  )
  const columns = nameColumns(
    heading.filter((row) => !isColumnNumbers(row)),
    used,
  )
  const table: FoundTable = { sheet, title, headedAt: heading[0]?.at ?? 0, columns, rows: [], notes: [] }
  let section: string | undefined
  const numeric = numericColumns(body.slice(0, looked))
  const lastRow = body.findLastIndex(({ filled }) => filled.length > 1)
  const isWorded = ({ cells, filled }: Looked) => filled.some((column) => !looksNumeric(cells[column]))
  const isLabelled = body.slice(0, looked).filter(isWorded).length * 2 > Math.min(body.length, looked)
  const key = keyOf(body)
  const lastWorded = body.findLastIndex(isWorded)
  let gap = 0
  let isBelow = false
  for (const [at, row] of body.entries()) {
    if (row.filled.length === 0) {
      gap += 1
      continue
    }
    const isFar = gap > 1
    isBelow ||= gap > 0 && key !== undefined && isBlank(row.cells[key])
    gap = 0
    if (isRepeated(row, heading[0]) || isColumnNumbers(row)) continue
    const isUnnamed = isLabelled && !isWorded(row) && (isFar || at > lastWorded)
    const [only = 0] = row.filled
    const words = titleOf(row).join('')
    const hasFigures = numeric.size === 0 || row.filled.some((column) => numeric.has(column))
    const isAlone =
      columns.length > 1 &&
      (row.filled.length === 1
        ? !numeric.has(only)
        : columns.length > 2 && row.filled.length === 2 && !hasFigures)
    if (isAlone && (at > lastRow || isNote(words) || isTotal(row))) table.notes.push(words)
    else if (isAlone && isWorded(row)) section = isPart.test(words) ? section : words
    else if (isAlone) continue
    // Check sums somebody left below have no name.
    else if (isUnnamed) table.notes.push(...titleOf(row))
    else {
      const kind = numeric.size > 0 && (isBelow || isTotal(row)) ? 'total' : 'row'
      table.rows.push({
        at: row.at,
        cells: row.cells,
        kind,
        ...(section && kind === 'row' ? { section } : {}),
      })
    }
  }
  return table
}

export function isRepeated(row: Looked, heading: Looked | undefined): boolean {
  if (!heading || row.filled.length < 2) return false
  const same = row.filled.filter(
    (column) => shownCell(row.cells[column]) === shownCell(heading.cells[column]),
  )
  return same.length > row.filled.length / 2
}

/** The first column, where every row has something in it: rows below a gap that have not are no further rows, but what is computed of them. */
function keyOf(body: Looked[]): number | undefined {
  const gap = body.findIndex(({ filled }, at) => at > 0 && filled.length === 0)
  const wide = body.slice(0, gap < 0 ? body.length : gap).filter(({ filled }) => filled.length > 1)
  const first = wide[0]?.filled[0]
  return wide.length > 3 && wide.every(({ filled }) => filled[0] === first) ? first : undefined
}

export function titleOf({ cells }: GridRow): string[] {
  const text = cells
    .filter((cell) => !isBlank(cell))
    .map(shownCell)
    .join(' · ')
  return text === '' ? [] : [text]
}
