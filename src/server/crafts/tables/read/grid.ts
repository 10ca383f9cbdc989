/** What stands in a source before anybody says what it means: rows of cells, each with what the source itself knows of it. */

/**
 * A text as it came; a number as the source holds it, in plain decimal digits; a day or moment the source marks as such; an error a
 * formula ended in; a place another cell is merged over.
 */
export type Cell =
  | string
  | boolean
  | null
  | { number: string }
  | { day: string }
  | { fault: string }
  | { merged: string }

export interface GridRow {
  /** Line of the file or row of the sheet, from 1. */
  at: number
  cells: readonly Cell[]
}

/** One sheet, or the whole of a file that has no sheets. */
export interface Grid {
  /** As the source calls it; empty where it has no names. */
  name: string
  rows: GridRow[]
  /** The rows are records with these names: nobody need look for a heading. */
  names?: string[]
}

/** No honest table of an office is wider. */
export const mostColumns = 1_000

const edges = /^[\s\u00a0\u200b\ufeff]+|[\s\u00a0\u200b\ufeff]+$/g
const blanks = /[ \t\u00a0\u2000-\u200b\u202f\u3000]+/g

/** A text as it is kept: composed (NFC), without blanks around it and with one where several stood. */
export function tidy(text: string): string {
  if (plain.test(text)) return text
  return text.normalize('NFC').replace(blanks, ' ').replace(edges, '')
}

/** Most cells: letters and marks of ASCII, single blanks within. */
const plain = /^(?:[!-~]+(?: [!-~]+)*)?$/

/** What a person reads in a cell. */
export function shownCell(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return ''
  if (typeof cell === 'string') return tidy(cell)
  if (typeof cell === 'boolean') return cell ? 'TRUE' : 'FALSE'
  if ('number' in cell) return cell.number
  if ('day' in cell) return cell.day
  return 'fault' in cell ? cell.fault : tidy(cell.merged)
}

export function isBlank(cell: Cell | undefined): boolean {
  if (cell === null || cell === undefined) return true
  return typeof cell === 'string' ? tidy(cell) === '' : typeof cell === 'object' && 'merged' in cell
}

/** A number as JSON or JavaScript writes it, in decimal digits without a power of ten: none is lost to floating point. */
export function plainDigits(digits: string): string {
  const [, sign = '', whole = '', part = '', power = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,3}))?$/.exec(digits) ?? []
  if (whole === '') return digits
  const point = whole.length + Number(power)
  const all = whole + part
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${all}`
  if (point >= all.length) return (sign + all.padEnd(point, '0')).replace(/^(-?)0+(?=\d)/, '$1')
  return `${sign}${all.slice(0, point).replace(/^0+(?=\d)/, '')}.${all.slice(point)}`
}

/** `2.1e-05`: with a power above nought, a table has rounded what somebody typed. */
export const smallPower = /^-?\d(?:\.\d+)?[eE]-\d{1,3}$/
