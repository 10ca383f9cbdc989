/** Records within records, whatever format they came in, as one table. */
import { SourceStopped } from '../refusals.ts'
import { type Cell, type Grid, mostColumns, plainDigits } from './grid.ts'

export type Value = null | boolean | string | Digits | Value[] | Fields
export type Fields = { [name: string]: Value }

/** A number in the digits it is written in: none is lost to floating point. */
export class Digits {
  readonly digits: string
  constructor(digits: string) {
    this.digits = digits
  }
}

const deepest = 4

/** The records there are, a row each; parts of a record are columns under joined names. Throws `SourceStopped` where there are none. */
export function gridOf(value: Value): Grid {
  const records = recordsIn(value)
  if (!records) throw new SourceStopped('no-table')
  return toGrid(records)
}

function isFields(value: Value | undefined): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Digits)
}

/** The longest list of records in it, or the parts of a record that are records themselves, each under its name. */
function recordsIn(value: Value, depth = 0): Fields[] | undefined {
  if (Array.isArray(value)) return value.length > 0 && value.every(isFields) ? value : undefined
  if (!isFields(value) || depth > deepest) return undefined
  const lists = Object.values(value)
    .map((part) => (Array.isArray(part) ? recordsIn(part, depth + 1) : undefined))
    .filter((part) => part !== undefined)
  const [longest] = lists.toSorted((one, other) => other.length - one.length)
  if (longest) return longest
  const parts = Object.entries(value)
  if (parts.length > 1 && parts.every(([, part]) => isFields(part)))
    return parts.map(([name, part]) => ({ name, ...(part as Fields) }))
  for (const part of Object.values(value)) {
    const found = isFields(part) ? recordsIn(part, depth + 1) : undefined
    if (found) return found
  }
  return [value]
}

function toGrid(records: Fields[]): Grid {
  const flat = records.map((record) => flatten(record))
  const names = [...new Set(flat.flatMap((record) => [...record.keys()]))]
  if (names.length > mostColumns) throw new SourceStopped('too-large')
  return {
    name: '',
    names,
    rows: flat.map((record, at) => ({ at: at + 1, cells: names.map((name) => record.get(name) ?? null) })),
  }
}

/** Parts of a record under joined names; lists stay what they are, as JSON. */
function flatten(record: Fields, before = '', into = new Map<string, Cell>(), depth = 0): Map<string, Cell> {
  for (const [name, value] of Object.entries(record)) {
    const path = before + name
    if (isFields(value) && depth < deepest) flatten(value, `${path}.`, into, depth + 1)
    else into.set(path, toCell(value))
  }
  return into
}

function toCell(value: Value): Cell {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value
  if (value instanceof Digits) return { number: plainDigits(value.digits) }
  return JSON.stringify(value, (_, part: unknown) => (part instanceof Digits ? Number(part.digits) : part))
}
