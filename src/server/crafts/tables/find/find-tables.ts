/** Where the tables of a sheet stand, one below the other, and where each ends. */
import { type Grid, isBlank } from '../read/grid.ts'
import {
  findHeading,
  type Heading,
  isFollowed,
  isWord,
  type Looked,
  looked,
  numericColumns,
  usualWidth,
} from './find-heading.ts'
import { filledColumns, looksNumeric } from './look-of-cells.ts'
import { type FoundTable, isRepeated, readTable, titleOf } from './read-table.ts'

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
    const table = readTable(
      grid.name,
      title,
      rows.slice(heading.from, heading.to),
      rows.slice(heading.to, end),
    )
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
    const isWorded = numeric.size > 0 && worded.length * 2 >= numeric.size && figures.length === 0
    const isWide = row.filled.length >= Math.max(least, usual / 2)
    // Amid rows, words where figures stand are a slip; below a gap or a title they head another table.
    const isApart = (rows[at - 1]?.filled.length ?? 0) <= 1
    if (isApart && isWorded && isWide && isFollowed(rows, at, usual)) return startOf(rows, at)
    if (isAfterGap && row.filled.length === 1) {
      const next = findHeading(rows, at, least)
      const between = next && rows.slice(at, next.from)
      if (
        next &&
        next.to > next.from &&
        between?.every(({ filled }) => filled.length <= 1) &&
        headsFigures(rows, next, numeric)
      )
        return at
    }
  }
  return rows.length
}

function headsFigures(rows: Looked[], next: Heading, numeric: Set<number>): boolean {
  const row = rows[next.from]
  return (
    row !== undefined &&
    (numeric.size === 0 || [...numeric].every((column) => isBlank(row.cells[column]) || isWord(row, column)))
  )
}

/** The title of a table stands right above its heading. */
function startOf(rows: Looked[], heading: number): number {
  let at = heading
  while (at > 0 && (rows[at - 1]?.filled.length ?? 0) <= 1) at -= 1
  return rows[at]?.filled.length === 0 ? at + 1 : at
}
