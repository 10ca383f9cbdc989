/** Parquet as a table: its columns as they are named there, numbers in their digits. */
import { parquetReadObjects } from 'hyparquet'
import { SourceStopped } from '../refusals.ts'
import type { Grid } from './grid.ts'
import { Digits, type Fields, gridOf, type Value } from './records.ts'

/** Uncompressed or by Snappy, as most programs write it; anything else cannot be read. */
export async function readParquet(bytes: Uint8Array): Promise<Grid> {
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer
  const rows = await parquetReadObjects({ file }).catch(() => {
    throw new SourceStopped('unreadable')
  })
  return gridOf(rows.map((row) => toValue(row) as Fields))
}

function toValue(value: unknown): Value {
  if (value === null || value === undefined) return null
  if (typeof value === 'string' || typeof value === 'boolean') return value
  if (typeof value === 'number' || typeof value === 'bigint') return new Digits(String(value))
  if (value instanceof Date) return toMoment(value)
  if (value instanceof Uint8Array) return Buffer.from(value).toString('hex')
  if (Array.isArray(value)) return value.map(toValue)
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, toValue(part)]))
}

function toMoment(value: Date): Value {
  if (Number.isNaN(value.getTime())) return null
  const moment = value.toISOString()
  return moment.endsWith('T00:00:00.000Z') ? moment.slice(0, 10) : moment
}
