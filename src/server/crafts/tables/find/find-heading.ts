/** Which rows head a table: words over figures, in one row or several, and what follows them at once. */
import { type GridRow, isBlank, shownCell } from '../read/grid.ts'
import { isColumnNumbers, isDay, isMissing, looksLikeYear, looksNumeric } from './look-of-cells.ts'

export type Looked = GridRow & { filled: number[] }
/** Rows `from` up to `to` head the table; none where they are the same. */
export interface Heading {
  from: number
  to: number
}

/** So many rows show what is usual in a table. */
export const looked = 60

export function findHeading(rows: Looked[], start: number, least: number): Heading | undefined {
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
export function usualWidth(rows: Looked[], at: number): number {
  const widths = rows
    .slice(at, at + looked)
    .map(({ filled }) => filled.length)
    .filter((width) => width > 0)
  const wide = widths.filter((width) => width > 1)
  const counted = (wide.length > 0 ? wide : widths).toSorted((one, other) => one - other)
  return counted[Math.floor(counted.length / 2)] ?? 0
}

/** What heads a table is followed by it at once: by a row as wide, after more rows of the heading or the line of a section. */
export function isFollowed(rows: Looked[], at: number, usual: number): boolean {
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
  const figures = row.filled.filter(
    (column) => looksNumeric(row.cells[column]) && !looksLikeYear(row.cells[column]),
  )
  if (figures.length > row.filled.length * 0.34) return false
  if (row.filled.some((column) => isDay(row.cells[column]))) return false
  const numeric = numericColumns(below)
  const worded = [...numeric].filter((column) => isWord(row, column))
  if (numeric.size > 0) return worded.length > 0
  // Words below as well: the first row heads them, unless it is longer than a heading is.
  return row.filled.every((column) => shownCell(row.cells[column]).length <= 200)
}

export function isWord(row: Looked, column: number): boolean {
  const cell = row.cells[column]
  if (typeof cell === 'object' && cell !== null && 'merged' in cell) return true
  return !isBlank(cell) && !isMissing(shownCell(cell)) && (!looksNumeric(cell) || looksLikeYear(cell))
}

/** Columns whose cells are mostly figures. */
export function numericColumns(rows: Looked[]): Set<number> {
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
    if (
      row &&
      (isColumnNumbers(row) || continuesHeading(row, numeric) || fillsHeading(row, rows.slice(from, end)))
    )
      end = at + 1
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
  const figures = [...numeric].filter(
    (column) => looksNumeric(row.cells[column]) && !looksLikeYear(row.cells[column]),
  )
  return figures.length === 0 && [...numeric].some((column) => isWord(row, column))
}
