/** JSON as tables: a list of records, records a line each, the features of a map, or one record whose parts are records alike. */
import { SourceStopped } from '../refusals.ts'
import type { Grid } from './grid.ts'
import { Digits, gridOf, type Value } from './records.ts'

export function readJson(text: string): Grid {
  return gridOf(parse(text))
}

function parse(text: string): Value {
  try {
    return parseOne(text)
  } catch {
    const lines = text.split('\n').filter((line) => line.trim() !== '')
    if (lines.length < 2) throw new SourceStopped('unreadable')
    return lines.map((line, at) => {
      try {
        return parseOne(line)
      } catch {
        throw new SourceStopped('unreadable', { row: at + 1 })
      }
    })
  }
}

function parseOne(text: string): Value {
  const keepDigits = (_: string, value: unknown, context?: { source?: string }) =>
    typeof value === 'number' ? new Digits(context?.source ?? String(value)) : value
  return JSON.parse(text, keepDigits as (key: string, value: unknown) => unknown) as Value
}
