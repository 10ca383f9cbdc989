/** A cell as the value its column promises, or why it is none. */

import { tidyDigits } from '../find/look-of-cells.ts'
import { type Cell, isBlank, plainDigits, shownCell, smallPower } from '../read/grid.ts'
import type { Field } from './contract.ts'
import { readDay } from './day-forms.ts'
import { compareDecimals, toDecimal } from './decimals.ts'
import { readNumber } from './number-marks.ts'

/** Numbers in plain decimal digits, days as `2026-12-31`, moments as `2026-12-31T07:30:00`, with their zone where it is known. */
export type Value = string | boolean | null

export const wrongCodes = [
  'required',
  'formula-fault',
  'not-a-number',
  'not-whole',
  'not-a-day',
  'not-a-flag',
  'too-small',
  'too-large',
  'too-short',
  'too-long',
  'not-in-list',
  'repeated',
  'key-repeated',
  'letters-lost',
  'not-the-sum',
  'unexpected',
] as const
export type WrongCode = (typeof wrongCodes)[number]

export type ReadValue = { value: Value } | { wrong: WrongCode }

const yes = new Set(['true', 'có', 'đúng', 'yes', '1', 'x'])
const no = new Set(['false', 'không', 'sai', 'no', '0'])

export function readValue(cell: Cell | undefined, field: Field): ReadValue {
  const value = readPlain(cell, field)
  return 'wrong' in value ? value : (constrain(value.value, field) ?? value)
}

function readPlain(cell: Cell | undefined, field: Field): ReadValue {
  if (cell === undefined || isBlank(cell)) return { value: null }
  const text = shownCell(cell)
  if (field.missingValues?.includes(text)) return { value: null }
  if (typeof cell === 'object' && cell !== null && 'fault' in cell) return { wrong: 'formula-fault' }
  if (field.nilValues?.includes(text)) return { value: '0' }
  switch (field.type) {
    case 'string':
      // A letter that was lost when somebody saved it cannot be known again.
      return text.includes('\ufffd') ? { wrong: 'letters-lost' } : { value: text }
    case 'boolean':
      return readFlag(cell, text)
    case 'integer':
    case 'number':
      return readFigure(cell, text, field)
    case 'date':
    case 'datetime':
      return readMoment(cell, text, field)
  }
}

function readFlag(cell: Cell, text: string): ReadValue {
  if (typeof cell === 'boolean') return { value: cell }
  const word = text.toLowerCase()
  if (yes.has(word)) return { value: true }
  return no.has(word) ? { value: false } : { wrong: 'not-a-flag' }
}

function readFigure(cell: Cell, text: string, field: Field): ReadValue {
  const isExact = smallPower.test(text) || (typeof cell === 'object' && cell !== null && 'number' in cell)
  const { decimalChar: decimal, groupChar: group } = field
  const read = isExact
    ? { digits: plainDigits(text), hasPercent: false }
    : readNumber(tidyDigits(text), { ...(decimal && { decimal }), ...(group && { group }) })
  if (!read || (read.hasPercent && field.unit !== '%')) return { wrong: 'not-a-number' }
  const digits = read.digits.includes('.') ? read.digits.replace(/\.?0+$/, '') : read.digits
  if (field.type === 'integer' && digits.includes('.')) return { wrong: 'not-whole' }
  return { value: digits }
}

function readMoment(cell: Cell, text: string, { type, format = 'dmy' }: Field): ReadValue {
  const isMarked = typeof cell === 'object' && cell !== null && 'day' in cell
  const day = isMarked ? text : readDay(text, format)
  if (day === undefined) return { wrong: 'not-a-day' }
  return type === 'date' && day.includes('T') ? { wrong: 'not-a-day' } : { value: day }
}

function constrain(value: Value, field: Field): { wrong: WrongCode } | undefined {
  const { constraints } = field
  if (value === null) return constraints?.required ? { wrong: 'required' } : undefined
  if (!constraints || typeof value === 'boolean') return undefined
  const { minimum, maximum, minLength, maxLength, enum: list } = constraints
  if (minimum !== undefined && compare(value, minimum, field) < 0) return { wrong: 'too-small' }
  if (maximum !== undefined && compare(value, maximum, field) > 0) return { wrong: 'too-large' }
  if (minLength !== undefined && [...value].length < minLength) return { wrong: 'too-short' }
  if (maxLength !== undefined && [...value].length > maxLength) return { wrong: 'too-long' }
  return list && !list.includes(value) ? { wrong: 'not-in-list' } : undefined
}

function compare(value: string, bound: string, { type }: Field): number {
  if (type === 'integer' || type === 'number') return compareDecimals(toDecimal(value), toDecimal(bound))
  return value < bound ? -1 : value > bound ? 1 : 0
}
