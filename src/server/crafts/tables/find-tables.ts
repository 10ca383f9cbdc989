/** Where the tables of a sheet stand: titles above, headings of one row or several, rows, sections, totals, notes below. */
import { type GridRow, isBlank, shownCell, type Grid } from './grid.ts'
import { nameColumns } from './name-columns.ts'
import {
  filledColumns,
  isColumnNumbers,
  isDay,
  isNote,
  isTotal,
  looksLikeYear,
  looksNumeric,
} from './look-of-cells.ts'

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

/** So many rows show what is usual in a table. */
const looked = 60

export function findTables(grid: Grid): FoundTable[] {
  if (grid.names) return [recordTable(grid, grid.names)]
  const rows = grid.rows.map((row) => ({ ...row, filled: filledColumns(row) }))
  const least = Math.min(2, Math.max(...rows.map(({ filled }) => filled.length), 0))
  const tables: FoundTable[] = []
  for (let at = 0; at < rows.length; ) {
    const heading = findHeading(rows, at, least)
    if (!heading) {
      tables.at(-1)?.notes.push(...rows.slice(at).flatMap(titleOf))
      break
    }
    const title = rows.slice(at, heading.from).flatMap((row) => titleOf(row))
    const end = endOf(rows, heading, least)
    const table = readTable(grid.name, title, rows.slice(heading.from, heading.to), rows.slice(heading.to, end))
    const last = tables.at(-1)
    if (table.rows.length > 0) tables.push(table)
    else if (last) last.notes.push(...title)
    at = end
  }
  return tables
}

function recordTable({ name, rows }: Grid, names: string[]): FoundTable {
  return {
    sheet: name,
    title: [],
    headedAt: 0,
    columns: names.map((title, at) => ({ name: title, at })),
    rows: rows.map((row) => ({ ...row, kind: 'row' })),
    notes: [],
  }
}

type Looked = GridRow & { filled: number[] }
/** Rows `from` up to `to` head the table; none where they are the same. */
interface Heading {
  from: number
  to: number
}

function titleOf({ cells }: GridRow): string[] {
  const text = cells
    .filter((cell) => !isBlank(cell))
    .map(shownCell)
    .join(' · ')
  return text === '' ? [] : [text]
}

function findHeading(rows: Looked[], start: number, least: number): Heading | undefined {
  for (let at = start; at < rows.length; at++) {
    const row = rows[at]
    if (!row || row.filled.length === 0) continue
    const usual = usualWidth(rows, at)
    const isNumbered = row.filled.length > 2 && numbersBelow(rows, at) !== undefined
    const isWide = isNumbered || row.filled.length >= Math.max(least, usual / 2)
    if (!isWide || !isFollowed(rows, at, usual)) continue
    if (!looksLikeHeading(row, rows.slice(at + 1, at + 1 + looked))) return { from: at, to: at }
    return { from: at, to: headingEnd(rows, at) }
  }
  return undefined
}

/** How many cells the rows from here on usually fill: the middle of those that fill more than one. */
function usualWidth(rows: Looked[], at: number): number {
  const widths = rows
    .slice(at, at + looked)
    .map(({ filled }) => filled.length)
    .filter((width) => width > 0)
  const wide = widths.filter((width) => width > 1)
  const counted = (wide.length > 0 ? wide : widths).toSorted((one, other) => one - other)
  return counted[Math.floor(counted.length / 2)] ?? 0
}

/** What heads a table is followed by it at once: by a row as wide, after more rows of the heading or the line of a section. */
function isFollowed(rows: Looked[], at: number, usual: number): boolean {
  if (numbersBelow(rows, at) !== undefined) return true
  let [lines, isGap] = [0, false]
  for (const { filled } of rows.slice(at + 1, at + 10)) {
    if (filled.length === 0 && isGap) return false
    isGap = filled.length === 0
    if (isGap) continue
    if (filled.length >= Math.min(2, usual) && filled.length >= usual / 2) return true
    if (filled.length === 1) lines += 1
    if (lines > 1 || (isGap && lines > 0)) return false
  }
  return false
}

/** All words, where the rows below have figures or days; years head columns as words do. */
function looksLikeHeading(row: Looked, below: Looked[]): boolean {
  const figures = row.filled.filter((column) => looksNumeric(row.cells[column]) && !looksLikeYear(row.cells[column]))
  if (figures.length > row.filled.length * 0.34) return false
  if (row.filled.some((column) => isDay(row.cells[column]))) return false
  const numeric = numericColumns(below)
  const worded = [...numeric].filter((column) => isWord(row, column))
  if (numeric.size > 0) return worded.length > 0
  // Words below as well: the first row heads them, unless it is longer than a heading is.
  return row.filled.every((column) => shownCell(row.cells[column]).length <= 200)
}

function isWord(row: Looked, column: number): boolean {
  const cell = row.cells[column]
  if (typeof cell === 'object' && cell !== null && 'merged' in cell) return true
  return !isBlank(cell) && (!looksNumeric(cell) || looksLikeYear(cell))
}

/** Columns whose cells are mostly figures. */
function numericColumns(rows: Looked[]): Set<number> {
  const counts = new Map<number, { all: number; figures: number }>()
  for (const row of rows)
    for (const column of row.filled) {
      const count = counts.get(column) ?? { all: 0, figures: 0 }
      count.all += 1
      if (looksNumeric(row.cells[column])) count.figures += 1
      counts.set(column, count)
    }
  const numeric = [...counts].filter(([, { all, figures }]) => figures * 2 > all).map(([column]) => column)
  const first = Math.min(...counts.keys())
  // The first counts or names the rows: A, I, 1, 1.1.
  return new Set(numeric.length > 1 ? numeric.filter((column) => column !== first) : numeric)
}

/** The row that numbers the columns of a heading, with nothing but words between. */
function numbersBelow(rows: Looked[], from: number): number | undefined {
  for (let at = from + 1; at <= from + 10; at++) {
    const row = rows[at]
    if (!row || row.filled.length === 1) return undefined
    if (isColumnNumbers(row)) return at
    if (row.filled.some((column) => looksNumeric(row.cells[column]))) return undefined
  }
  return undefined
}

function headingEnd(rows: Looked[], from: number): number {
  const numeric = numericColumns(rows.slice(from + 1, from + 1 + looked))
  let end = (numbersBelow(rows, from) ?? from) + 1
  for (let at = end; at < rows.length && at <= end + 1; at++) {
    const row = rows[at]
    // One line without a word over any figure may stand between two that have one.
    if (row && (isColumnNumbers(row) || continuesHeading(row, numeric) || fillsHeading(row, rows.slice(from, end)))) end = at + 1
    else if (row?.filled.some((column) => looksNumeric(row.cells[column]))) break
  }
  return end
}

/** Words for columns that had none. */
function fillsHeading({ filled, cells }: Looked, heading: Looked[]): boolean {
  const isOpen = (column: number) => heading.every((row) => isBlank(row.cells[column]))
  return filled.length > 1 && filled.every((column) => isOpen(column) && !looksNumeric(cells[column]))
}

function continuesHeading(row: Looked, numeric: Set<number>): boolean {
  const figures = [...numeric].filter((column) => looksNumeric(row.cells[column]) && !looksLikeYear(row.cells[column]))
  return figures.length === 0 && [...numeric].some((column) => isWord(row, column))
}

/** A table ends where another begins, with its title or heading, or with the sheet. */
function endOf(rows: Looked[], { from, to }: Heading, least: number): number {
  const numeric = numericColumns(rows.slice(to, to + looked))
  const usual = usualWidth(rows, to)
  for (let at = to + 1; at < rows.length; at++) {
    const row = rows[at]
    if (!row || row.filled.length === 0 || at === from) continue
    const isAfterGap = rows[at - 1]?.filled.length === 0
    if (to > from && isRepeated(row, rows[from])) continue
    const worded = [...numeric].filter((column) => isWord(row, column))
    const figures = [...numeric].filter((column) => looksNumeric(row.cells[column]))
    const heads = worded.length * 2 >= numeric.size && figures.length === 0 && row.filled.length >= usual / 2
    if (numeric.size > 0 && heads && row.filled.length >= least && isFollowed(rows, at, usual)) return startOf(rows, at)
    if (isAfterGap && row.filled.length === 1) {
      const next = findHeading(rows, at, least)
      const between = next && rows.slice(at, next.from)
      if (next && next.to > next.from && between?.every(({ filled }) => filled.length <= 1) && headsFigures(rows, next, numeric))
        return at
    }
  }
  return rows.length
}

function headsFigures(rows: Looked[], next: Heading, numeric: Set<number>): boolean {
  const row = rows[next.from]
  return row !== undefined && (numeric.size === 0 || [...numeric].every((column) => isBlank(row.cells[column]) || isWord(row, column)))
}

/** The title of a table stands right above its heading. */
function startOf(rows: Looked[], heading: number): number {
  let at = heading
  while (at > 0 && (rows[at - 1]?.filled.length ?? 0) <= 1) at -= 1
  return rows[at]?.filled.length === 0 ? at + 1 : at
}

function isRepeated(row: Looked, heading: Looked | undefined): boolean {
  if (!heading || row.filled.length < 2) return false
  const same = row.filled.filter((column) => shownCell(row.cells[column]) === shownCell(heading.cells[column]))
  return same.length > row.filled.length / 2
}

/** It says of the next row only that it is part of the one before. */
const isPart = /^(?:trong đó|of which|gồm|bao gồm)\b/i

function readTable(sheet: string, title: string[], heading: Looked[], body: Looked[]): FoundTable {
  const used = [...new Set([...heading, ...body].flatMap(({ filled }) => filled))].toSorted((one, other) => one - other)
  const columns = nameColumns(heading.filter((row) => !isColumnNumbers(row)), used)
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
    const isAlone = columns.length > 1 && (row.filled.length === 1 ? !numeric.has(only) : columns.length > 2 && row.filled.length === 2 && !hasFigures)
    if (isAlone && (at > lastRow || isNote(words) || isTotal(row))) table.notes.push(words)
    else if (isAlone && isWorded(row)) section = isPart.test(words) ? section : words
    else if (isAlone) continue
    // Check sums somebody left below have no name.
    else if (isUnnamed) table.notes.push(...titleOf(row))
    else {
      const kind = numeric.size > 0 && (isBelow || isTotal(row)) ? 'total' : 'row'
      table.rows.push({ at: row.at, cells: row.cells, kind, ...(section && kind === 'row' ? { section } : {}) })
    }
  }
  return table
}

/** The first column, where nearly every row has something in it: rows below a gap that have not are no further rows, but what is computed of them. */
function keyOf(body: Looked[]): number | undefined {
  const wide = body.filter(({ filled }) => filled.length > 1)
  const first = Math.min(...wide.flatMap(({ filled }) => filled.slice(0, 1)))
  const named = wide.filter(({ filled }) => filled[0] === first)
  return wide.length > 3 && named.length >= wide.length * 0.9 ? first : undefined
}
