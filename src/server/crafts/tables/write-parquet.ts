/** Accepted rows as Parquet: numbers exact where Parquet can hold them so, each row with the place it came from. */
import { ByteWriter, parquetWrite, type SchemaElement } from 'hyparquet-writer'
import type { CheckedTable } from './contract/checked.ts'
import type { Field } from './contract/contract.ts'
import { toDecimal, unitsAt } from './contract/decimals.ts'
import type { Value } from './contract/read-value.ts'
import type { ResolvedPlaces } from './contract/resolve-places.ts'

/** So many digits an INT64 holds whatever they are. */
const mostDigits = 18
const dayMs = 86_400_000

/** Columns of ours beside those of the source: the row it was, whether it is a row or a total, the section above it. */
export const rowColumn = '_row'
export const kindColumn = '_kind'
export const sectionColumn = '_section'
/** Behind the name of a column whose texts name places: their codes. */
export const codeSuffix = ' _code'

export function writeParquet({ contract, accepted }: CheckedTable, { codes }: ResolvedPlaces): Uint8Array {
  const columns = contract.fields.map((field, at) =>
    toColumn(
      field,
      accepted.map(({ values }) => values[at] ?? null),
    ),
  )
  const ours = [
    ...[...codes].map(([name, data]) => ({ element: text(name + codeSuffix), data })),
    { element: text(kindColumn), data: accepted.map(({ kind }) => kind) },
    { element: text(sectionColumn), data: accepted.map(({ section }) => section ?? null) },
    {
      element: { name: rowColumn, type: 'INT32', repetition_type: 'REQUIRED' } as SchemaElement,
      data: accepted.map(({ at }) => at),
    },
  ]
  const all = [...columns, ...ours]
  const writer = new ByteWriter()
  parquetWrite({
    writer,
    schema: [{ name: 'root', num_children: all.length }, ...all.map(({ element }) => element)],
    columnData: all.map(({ element, data }) => ({ name: element.name, data })),
    createdBy: 'nhip',
  })
  return new Uint8Array(writer.getBuffer())
}

interface Column {
  element: SchemaElement
  data: unknown[]
}

function text(name: string): SchemaElement {
  return { name, type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' }
}

function toColumn({ name, type }: Field, values: Value[]): Column {
  const optional = { name, repetition_type: 'OPTIONAL' } as const
  switch (type) {
    case 'boolean':
      return { element: { ...optional, type: 'BOOLEAN' }, data: values }
    case 'integer':
    case 'number':
      return numberColumn(name, values)
    case 'date':
      return {
        element: { ...optional, type: 'INT32', converted_type: 'DATE' },
        data: values.map((value) => (value === null ? null : Date.parse(`${value}T00:00:00Z`) / dayMs)),
      }
    case 'datetime':
      return momentColumn(name, values)
    case 'string':
      return { element: text(name), data: values }
  }
}

/** Digits whose sum of digits before and behind the point an INT64 holds, as DECIMAL; binary numbers of a workbook as they were, as DOUBLE. */
function numberColumn(name: string, values: Value[]): Column {
  const numbers = values.map((value) => (value === null ? null : toDecimal(String(value))))
  const scale = numbers.reduce((most, number) => Math.max(most, number?.scale ?? 0), 0)
  const units = numbers.map((number) => (number === null ? null : unitsAt(number, scale)))
  const isExact = units.every((unit) => unit === null || String(unit).replace('-', '').length <= mostDigits)
  const optional = { name, repetition_type: 'OPTIONAL' } as const
  if (!isExact) return doublesOrText(name, values)
  if (scale === 0) return { element: { ...optional, type: 'INT64' }, data: units }
  return {
    element: { ...optional, type: 'INT64', converted_type: 'DECIMAL', scale, precision: mostDigits },
    data: units,
  }
}

function doublesOrText(name: string, values: Value[]): Column {
  const doubles = values.map((value) => (value === null ? null : Number(value)))
  const isSame = doubles.every(
    (double, at) => double === null || sameDigits(String(double), String(values[at])),
  )
  return isSame
    ? { element: { name, type: 'DOUBLE', repetition_type: 'OPTIONAL' }, data: doubles }
    : { element: text(name), data: values }
}

function sameDigits(double: string, digits: string): boolean {
  if (double.includes('e')) return false
  const [one, other] = [toDecimal(double), toDecimal(digits)]
  const scale = Math.max(one.scale, other.scale)
  return unitsAt(one, scale) === unitsAt(other, scale)
}

/** Moments with a zone are instants; without one, what a clock on a wall showed. */
function momentColumn(name: string, values: Value[]): Column {
  const hasZone = values.some((value) => typeof value === 'string' && /[+-]\d\d:\d\d$/.test(value))
  return {
    element: {
      name,
      repetition_type: 'OPTIONAL',
      type: 'INT64',
      logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: hasZone, unit: 'MILLIS' },
    },
    data: values.map((value) => (typeof value === 'string' ? BigInt(Date.parse(asInstant(value))) : null)),
  }
}

function asInstant(moment: string): string {
  if (!moment.includes('T')) return `${moment}T00:00:00Z`
  return /(?:[+-]\d\d:\d\d)$/.test(moment) ? moment : `${moment}Z`
}
