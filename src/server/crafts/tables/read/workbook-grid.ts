/** Sheets of a workbook (XLSX, XLS, ODS): what stands in each cell, its kind by the workbook itself, merged headings spread over what they head. */
import { type CellObject, read, type WorkBook, type WorkSheet } from '@e965/xlsx'
import { SourceStopped } from '../refusals.ts'
import { type Cell, type Grid, type GridRow, mostColumns, plainDigits } from './grid.ts'

const mostRows = 1_048_576
const minutesOfDay = 24 * 60

export function readWorkbook(bytes: Uint8Array): Grid[] {
  const book = open(bytes)
  const is1904 = book.Workbook?.WBProps?.date1904 === true
  return book.SheetNames.flatMap((name) => {
    const sheet = book.Sheets[name]
    if (!sheet?.['!ref']) return []
    const rows = rowsOf(sheet, is1904)
    return rows.length > 0 ? [{ name, rows }] : []
  })
}

function open(bytes: Uint8Array): WorkBook {
  try {
    return read(bytes, { dense: true, cellNF: true, cellFormula: true, cellHTML: false, cellText: false })
  } catch {
    throw new SourceStopped('unreadable')
  }
}

function rowsOf(sheet: WorkSheet, is1904: boolean): GridRow[] {
  const data = (sheet['!data'] ?? []) as (CellObject | undefined)[][]
  if (data.length > mostRows) throw new SourceStopped('too-large')
  const rows = Array.from(data, (line, at) => {
    const cells = Array.from(line ?? [], (cell) => toCell(cell, is1904))
    if (cells.length > mostColumns) throw new SourceStopped('too-large', { row: at + 1 })
    return { at: at + 1, cells }
  })
  for (const { s, e } of sheet['!merges'] ?? []) spread(rows, s, e)
  return rows
}

/** A text merged over columns heads each of them; merged over rows it is said once, in the first. */
function spread(rows: GridRow[], from: { r: number; c: number }, to: { r: number; c: number }): void {
  const row = rows[from.r]
  const cell = row?.cells[from.c]
  if (!row || typeof cell !== 'string' || to.c - from.c > mostColumns) return
  const cells = row.cells as Cell[]
  for (let column = from.c + 1; column <= to.c; column++) cells[column] ??= { merged: cell }
}

/** Excel counts days since 1899-12-30 (with a 29 February 1900 that never was), or since 1904-01-01. */
const epochs = { 1900: Date.UTC(1899, 11, 30), 1904: Date.UTC(1904, 0, 1) }

function toCell(cell: CellObject | undefined, is1904: boolean): Cell {
  if (!cell) return null
  // Nobody computed it before the workbook was saved.
  if (cell.f !== undefined && (cell.v === undefined || cell.v === null)) return { fault: `=${cell.f}` }
  if (cell.v === undefined || cell.v === null) return null
  if (cell.t === 'e') return { fault: faults[Number(cell.v)] ?? '#ERROR!' }
  if (cell.t === 'b') return cell.v === true
  if (cell.t === 'n') {
    const value = Number(cell.v)
    return isDayFormat(String(cell.z ?? '')) ? dayCell(value, is1904) : { number: plainDigits(String(value)) }
  }
  if (cell.v instanceof Date) return dayCell((cell.v.getTime() - epochs[1900]) / 86_400_000, false)
  return String(cell.v)
}

function dayCell(serial: number, is1904: boolean): Cell {
  const days = Math.floor(serial)
  // Before 1 March 1900 the days of the first system are one off, by the day that never was.
  const shift = !is1904 && days < 60 ? 1 : 0
  const day = new Date(epochs[is1904 ? 1904 : 1900] + (days + shift) * 86_400_000)
  if (Number.isNaN(day.getTime())) return { number: plainDigits(String(serial)) }
  const minutes = Math.round((serial - days) * minutesOfDay)
  const date = day.toISOString().slice(0, 10)
  if (minutes === 0) return { day: date }
  const clock = [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0'))
  return { day: `${date}T${clock.join(':')}` }
}

/** A format that writes a year or a month: quoted words, colours and escapes do not count. */
function isDayFormat(format: string): boolean {
  let bare = ''
  for (let at = 0; at < format.length; at++) {
    const letter = format[at] ?? ''
    if (letter === '\\') at += 1
    else if (letter === '"' || letter === '[') {
      const end = format.indexOf(letter === '"' ? '"' : ']', at + 1)
      if (end < 0) break
      at = end
    } else bare += letter.toLowerCase()
  }
  return bare !== 'general' && (bare.includes('y') || (bare.includes('d') && bare.includes('m')))
}

const faults: Record<number, string> = {
  0: '#NULL!',
  7: '#DIV/0!',
  15: '#VALUE!',
  23: '#REF!',
  29: '#NAME?',
  36: '#NUM!',
  42: '#N/A',
  43: '#GETTING_DATA',
}
