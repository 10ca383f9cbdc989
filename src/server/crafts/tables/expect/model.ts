/** Expectations of Great Expectations, by their names and arguments there: what a column or a table must be for a delivery to be loaded. */

export type Datum = string | number | boolean | null
/** Columns of one length by their names, in their order. */
export type Columns = ReadonlyMap<string, readonly Datum[]>
export type Arguments = Readonly<Record<string, unknown>>

export interface Outcome {
  success: boolean
  /** Rows, from 0, that do not meet it; none where it is about a column as a whole. */
  unexpected: number[]
  /** What was found, where it is about a column or table as a whole. */
  observed?: Datum | Datum[]
}

/** An expectation that cannot be asked of this table: a column it has not, an argument that is none. */
export class ExpectationUnusable extends Error {}

export function columnOf(columns: Columns, name: unknown): readonly Datum[] {
  const column = columns.get(String(name))
  if (!column) throw new ExpectationUnusable(`no column ${String(name)}`)
  return column
}

export function listOf(value: unknown, name: string): Datum[] {
  if (!Array.isArray(value)) throw new ExpectationUnusable(`${name} is no list`)
  return value as Datum[]
}

export function numberOf(value: unknown, name: string): number | undefined {
  if (value === undefined || value === null) return undefined
  if (typeof value !== 'number') throw new ExpectationUnusable(`${name} is no number`)
  return value
}

const moment = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/

/** Below, at or above zero; words by their letters, days and moments by their time. A number and a word cannot be compared. */
export function compareData(one: Datum, other: Datum): number {
  if (typeof one === 'number' && typeof other === 'number') return one - other
  if (typeof one === 'string' && typeof other === 'string') {
    if (moment.test(one) && moment.test(other)) return Date.parse(one) - Date.parse(other)
    return one < other ? -1 : one > other ? 1 : 0
  }
  throw new ExpectationUnusable(`${String(one)} cannot be compared with ${String(other)}`)
}

/** Whether a value lies within the bounds of the arguments; a missing bound bounds nothing. */
export function isWithin(value: Datum, { min_value, max_value, strict_min, strict_max }: Arguments): boolean {
  const [least, most] = [min_value ?? null, max_value ?? null] as [Datum, Datum]
  if (least !== null) {
    const above = compareData(value, least)
    if (strict_min === true ? above <= 0 : above < 0) return false
  }
  if (most !== null) {
    const above = compareData(value, most)
    if (strict_max === true ? above >= 0 : above > 0) return false
  }
  return true
}

/** At least one bound, and none above the other. */
export function requireBounds({ min_value, max_value }: Arguments): void {
  const [least, most] = [min_value ?? null, max_value ?? null] as [Datum, Datum]
  if (least === null && most === null) throw new ExpectationUnusable('min_value and max_value are missing')
  if (least !== null && most !== null && compareData(least, most) > 0)
    throw new ExpectationUnusable('min_value is above max_value')
}

/** A set holds a value or not; 1 and 1.0 are one value, 1 and "1" are two. */
export function setOf(values: readonly Datum[]): Set<string> {
  return new Set(values.map(keyOfDatum))
}

export function keyOfDatum(value: Datum): string {
  if (typeof value === 'string' && moment.test(value)) return `t${Date.parse(value)}`
  return `${typeof value}:${String(value)}`
}
