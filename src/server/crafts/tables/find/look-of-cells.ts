/** What a cell looks like before its column is judged: enough to tell headings, sections, totals and notes from rows. */
import { searchKey } from '#shared/text/search-key.ts'
import { type Cell, type GridRow, isBlank, shownCell } from '../read/grid.ts'
import { withoutCurrency } from '../read/without-currency.ts'

const digits = /^[-+(]?\s?[\d.,\s\u00a0]*\d[\d.,\s\u00a0]*\)?\s?%?$/
const noteMark = /^\(\d{1,2}\)$/
/** A note's number before the figure: `(1) 419.278.223`. */
const noted = /^\(\d{1,2}\)\s*(?=[\d-])/

/** A figure, or text that is nothing but one. */
export function looksNumeric(cell: Cell | undefined): boolean {
  if (cell === null || cell === undefined || typeof cell === 'boolean') return false
  // A formula that failed was to be a figure.
  if (typeof cell !== 'string') return 'number' in cell || 'fault' in cell
  const text = tidyDigits(cell)
  return text.length <= 40 && digits.test(text) && !noteMark.test(text)
}

/** Without a note's number before it, or a mark of money around it. */
export function tidyDigits(text: string): string {
  return withoutCurrency(shownCell(text).replace(noted, ''))
}

/** What stands where nothing is known: dashes, points, stars, "n/a". */
export function isMissing(text: string): boolean {
  return missing.test(text)
}

const missing = /^(?:[-–—.*]+|n\/?a|#n\/a|nan|null|none|nil|không có|chưa có|không rõ)$/i

export function isDay(cell: Cell | undefined): boolean {
  return typeof cell === 'object' && cell !== null && 'day' in cell
}

/** A year as a heading: 2015, 2013-14, "Năm 2015" is text anyway. */
export function looksLikeYear(cell: Cell | undefined): boolean {
  return /^(?:19|20)\d\d(?:\s?[-/–]\s?(?:\d\d|\d{4}))?$/.test(shownCell(cell))
}

export function filledColumns({ cells }: GridRow): number[] {
  return cells.flatMap((cell, column) => (isBlank(cell) ? [] : [column]))
}

const columnNumber = /^(?:[A-ZĐ]|\(?\d{1,2}\)?)$/
const columnFormula = /^\(?\d{1,2}\)?\s?=\s?[\d\s+\-–x*/:()%]+$/

/** The row under a heading that numbers its columns: A, B, 1, 2, 3 = 1 + 2. */
export function isColumnNumbers(row: GridRow): boolean {
  // What a formula was to count there may have failed.
  const texts = row.cells
    .filter((cell) => !isBlank(cell))
    .map(shownCell)
    .filter((text) => !text.startsWith('#'))
  if (texts.length < 2 || !texts.every((text) => columnNumber.test(text) || columnFormula.test(text)))
    return false
  const hasMark = texts.some((text) => /^[A-ZĐ]$/.test(text) || columnFormula.test(text))
  if (hasMark && texts.every((text) => !/^[A-ZĐ]$/.test(text))) return texts.length > 2
  const counted = texts
    .filter((text) => /\d/.test(text))
    .map((text) => Number(text.replace(/[^\d].*|^\(/g, '')))
  return hasMark || (texts.length > 2 && counted.every((number, at) => number === at + 1))
}

const totals =
  /^(?:tong|tong so|tong cong|cong|total|totals|grand total|ca nuoc|toan quoc|toan tinh|whole country|sum)(?: |$)/
const notes = /^(?:\*|\(?\d{1,2}\)|ghi chu|nguon|chu thich|note|notes|source|sources|luu y)(?:\b|$)/

/** A row that sums others, by the first words in it. */
export function isTotal(row: GridRow): boolean {
  const label = row.cells.find((cell) => !isBlank(cell) && !looksNumeric(cell))
  return label !== undefined && totals.test(searchKey(shownCell(label)))
}

export function isNote(text: string): boolean {
  return text.startsWith('*') || text.startsWith('(') || notes.test(searchKey(text))
}
