/** A table fitted to the page: how wide each column is, in which size, and which rows are repeated. */
import { columnsOf, type TableBlock, type TableCell } from '#shared/document/body.ts'
import { defineRefusal } from '#shared/refusal.ts'
import { plainOf, type Run, runsOf } from './runs.ts'

/** A table whose words do not stand beside each other on a page, even in the smallest size: which one of the text, how many columns. */
export const tableTooWide = defineRefusal('platform.table_too_wide', 422)

export interface PageCell {
  colspan: number
  rowspan: number
  header: boolean
  parts: { align: string; label: string; runs: Run[] }[]
  /** Letters in it: a long cell may go on over the next page. */
  length: number
}

export interface PageTable {
  kind: 'table'
  id: string
  /** In points. */
  size: number
  /** In millimetres. */
  widths: number[]
  /** How many rows, from the first, stand again on each page. */
  headerRows: number
  rows: PageCell[][]
}

/** Between the margins of the page, in millimetres. */
const room = 165
/** On both sides of a cell's words, lines included. */
const beside = 3.4
const sizes = [13, 12, 11, 10, 9, 8]
const mmOfPoint = 25.4 / 72
/** Longer words are broken by the template (`breaking`) at any letter. */
const unbroken = 20

/** Sets a table into the width of the page; refuses one that does not fit (`number`: which of the text, from 1). */
export function fitTable(table: TableBlock, number: number, labelOf: (part: Part) => string): PageTable {
  const columns = columnsOf(table)
  const rows = table.content.map(({ content = [] }) => content.map((cell) => pageCell(cell, labelOf)))
  const needed = columnNeeds(table, columns)
  const size = sizes.find((one) => sum(needed.least.map((width) => widthAt(width, one))) <= room)
  if (size === undefined) throw tableTooWide({ number, columns })
  return {
    kind: 'table',
    id: table.attrs.id,
    size,
    widths: shareOut(needed, size, columns),
    headerRows: headerRowsOf(table),
    rows,
  }
}

type Part = TableCell['content'][number]

function pageCell({ attrs, content }: TableCell, labelOf: (part: Part) => string): PageCell {
  const parts = content.map((part) => ({
    align: part.type === 'paragraph' ? part.attrs.align : 'left',
    label: labelOf(part),
    runs: runsOf(part.content),
  }))
  const length = sum(parts.map(({ runs }) => plainOf(runs).length))
  return { colspan: attrs.colspan, rowspan: attrs.rowspan, header: attrs.header, parts, length }
}

interface Needs {
  /** The widest word of each column, and all its words beside each other, in em. */
  least: number[]
  whole: number[]
  /** As its writer drew them, in any unit; empty where they drew none. */
  drawn: number[]
}

function columnNeeds(table: TableBlock, columns: number): Needs {
  const least = new Array<number>(columns).fill(1)
  const whole = new Array<number>(columns).fill(1)
  const drawn = new Array<number>(columns).fill(0)
  const spanning: { from: number; to: number; least: number }[] = []
  eachCell(table, columns, (cell, column) => {
    const { colspan, colwidth, header } = cell.attrs
    const lines = cell.content.map(({ content }) => plainOf(runsOf(content)))
    const widest = Math.max(1, ...lines.map((line) => widestWord(line, header)))
    if (colwidth) for (const [index, width] of colwidth.entries()) drawn[column + index] ||= width
    if (colspan > 1) spanning.push({ from: column, to: column + colspan, least: widest })
    else {
      least[column] = Math.max(least[column] ?? 1, widest)
      whole[column] = Math.max(whole[column] ?? 1, ...lines.map((line) => widthOf(line, header)))
    }
  })
  for (const { from, to, least: widest } of spanning) {
    const lacking = widest - sum(least.slice(from, to))
    if (lacking > 0)
      for (let at = from; at < to; at += 1) least[at] = (least[at] ?? 1) + lacking / (to - from)
  }
  return { least, whole, drawn: drawn.every((width) => width > 0) ? drawn : [] }
}

/**
 * Each column has room for its widest word. What is left goes by what was drawn; else the columns that need little more to hold their
 * words on one line have it, and the longest share the rest: a table a little too wide breaks the lines of one column, not of all.
 */
function shareOut({ least, whole, drawn }: Needs, size: number, columns: number): number[] {
  const narrowest = least.map((width) => widthAt(width, size))
  const total = sum(drawn)
  const more = narrowest.map((width, column) => {
    const wished =
      total > 0
        ? ((drawn[column] ?? 0) / total) * room
        : Math.min(widthAt(whole[column] ?? 1, size), room * 0.6)
    return Math.max(0, wished - width)
  })
  const left = room - sum(narrowest)
  const needed = sum(more)
  const shared =
    total > 0 || needed <= left ? more.map((one) => shareOf(one, needed, left, columns)) : filled(more, left)
  return narrowest.map((width, column) => Math.round((width + (shared[column] ?? 0)) * 1000) / 1000)
}

const shareOf = (one: number, needed: number, left: number, columns: number) =>
  left * (needed > 0 ? one / needed : 1 / columns)

/** Of less than is wished: as much to each as to every other, up to its wish. */
function filled(wishes: readonly number[], left: number): number[] {
  const got = wishes.map(() => 0)
  const smallestFirst = wishes
    .map((_, column) => column)
    .sort((one, other) => (wishes[one] ?? 0) - (wishes[other] ?? 0))
  let rest = left
  for (const [index, column] of smallestFirst.entries()) {
    const own = Math.min(wishes[column] ?? 0, rest / (wishes.length - index))
    got[column] = own
    rest -= own
  }
  return got
}

/** The first rows of headers alone, as far as no cell reaches out of them; a table of nothing else repeats none. */
function headerRowsOf({ content }: TableBlock): number {
  let reach = 0
  let whole = 0
  for (const [index, { content: cells = [] }] of content.entries()) {
    if (cells.length === 0 ? index >= reach : !cells.every(({ attrs }) => attrs.header)) break
    for (const { attrs } of cells) reach = Math.max(reach, index + attrs.rowspan)
    if (reach <= index + 1) whole = index + 1
  }
  return whole === content.length || whole > 5 ? 0 : whole
}

function eachCell(
  table: TableBlock,
  columns: number,
  visit: (cell: TableCell, column: number) => void,
): void {
  const reach = new Array<number>(columns).fill(0)
  for (const { content = [] } of table.content) {
    let column = 0
    for (const cell of content) {
      while ((reach[column] ?? 0) > 0) column += 1
      visit(cell, column)
      for (let at = column; at < column + cell.attrs.colspan; at += 1) reach[at] = cell.attrs.rowspan
      column += cell.attrs.colspan
    }
    for (let at = 0; at < columns; at += 1) reach[at] = Math.max(0, (reach[at] ?? 0) - 1)
  }
}

function widthAt(em: number, size: number): number {
  return em * size * mmOfPoint + beside
}

function widestWord(line: string, bold: boolean): number {
  let widest = 0
  for (const word of line.split(/\s+/)) {
    const kept = word.length > unbroken ? word.slice(0, unbroken / 2) : word
    widest = Math.max(widest, widthOf(kept, bold))
  }
  return widest
}

/** About how wide a line is, in em: the widths of Times are known, and a mark above or below a letter has none. */
function widthOf(line: string, bold: boolean): number {
  let width = 0
  for (const letter of line.normalize('NFD')) width += letterWidth(letter)
  return width * (bold ? 1.07 : 1)
}

function letterWidth(letter: string): number {
  if (/\p{M}/u.test(letter)) return 0
  if (/[iljtf.,;:!'|()[\] /-]/.test(letter)) return 0.34
  if (/[mwMW@%]/.test(letter)) return 0.9
  return /[\p{Lu}&]/u.test(letter) ? 0.72 : 0.5
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((whole, one) => whole + one, 0)
}
