/** A delivery held against its contract: rows that keep it, rows in quarantine with the reason, and how good the whole is. */

import type { FoundTable } from '../find/read-table.ts'
import { shownCell } from '../read/grid.ts'
import type { ReadSource } from '../read-source.ts'
import { SourceStopped } from '../refusals.ts'
import type { CheckedTable, WrongCell } from './checked.ts'
import type { Contract, Field, TableContract } from './contract.ts'
import { holdExpectations } from './hold-expectations.ts'
import { holdTotal } from './hold-total.ts'
import { readValue, type Value, type WrongCode } from './read-value.ts'

const longestShown = 200

/** Throws `SourceStopped` where tables or columns are others than promised: nothing is loaded then. */
export function checkSource(source: ReadSource, contract: Contract): CheckedTable[] {
  if (source.tables.length < contract.tables.length)
    throw new SourceStopped('table-missing', nameOf(contract.tables[source.tables.length]))
  const extra = source.tables[contract.tables.length]
  if (extra)
    throw new SourceStopped('table-new', {
      table: extra.sheet || String(contract.tables.length + 1),
      row: extra.headedAt,
    })
  const checked = contract.tables.map((promised, at) => {
    const table = source.tables[at]
    if (!table || table.sheet !== promised.sheet) throw new SourceStopped('table-missing', nameOf(promised))
    requireColumns(table, promised)
    return holdExpectations(holdTotal(checkTable(table, promised, at + 1), at + 1), at + 1)
  })
  const [wrong] = checked.flatMap((table) => table.wrong)
  if (wrong && checked.every(({ accepted }) => accepted.length === 0))
    throw new SourceStopped('nothing-right', {
      column: wrong.column,
      row: wrong.row,
      value: wrong.value,
      found: wrong.reason,
    })
  return checked
}

function nameOf(table: TableContract | undefined) {
  return { table: table?.sheet || table?.title || '' }
}

function requireColumns(table: FoundTable, { fields, sheet }: TableContract): void {
  const found = table.columns.map(({ name }) => name)
  const promised = fields.map(({ name }) => name)
  const missing = promised.find((name) => !found.includes(name))
  const added = found.find((name) => !promised.includes(name))
  const place = { table: sheet, row: table.headedAt }
  if (missing !== undefined)
    throw new SourceStopped('column-missing', { ...place, column: missing, ...(added && { found: added }) })
  if (added !== undefined) throw new SourceStopped('column-new', { ...place, column: added })
}

function checkTable(
  table: ReadSource['tables'][number],
  contract: TableContract,
  number: number,
): CheckedTable {
  const places = contract.fields.map(
    ({ name }) => table.columns.find((column) => column.name === name)?.at ?? -1,
  )
  const seen = new Seen(contract)
  const checked: CheckedTable = {
    contract,
    accepted: [],
    quarantined: 0,
    wrong: [],
    counts: { read: table.rows.length, required: 0, requiredFilled: 0, duplicates: 0, totals: 0 },
  }
  for (const row of table.rows) {
    const wrong: WrongCell[] = []
    const note = (field: string, at: number, reason: WrongCode) =>
      wrong.push({
        table: number,
        row: row.at,
        column: field,
        value: shownCell(row.cells[at]).slice(0, longestShown),
        reason,
      })
    const values = contract.fields.map((field, index) => {
      const at = places[index] ?? -1
      const read = readValue(row.cells[at], field)
      if (field.constraints?.required) {
        checked.counts.required += 1
        if (!('wrong' in read && read.wrong === 'required')) checked.counts.requiredFilled += 1
      }
      if (!('wrong' in read)) return read.value
      note(field.name, at, read.wrong)
      return null
    })
    const repeated = row.kind === 'row' ? seen.repeats(values) : undefined
    if (repeated) {
      checked.counts.duplicates += 1
      if (repeated.field)
        note(repeated.field.name, places[contract.fields.indexOf(repeated.field)] ?? -1, repeated.reason)
      else if (repeated.reason === 'key-repeated')
        note((contract.primaryKey ?? []).join(' + '), -1, 'key-repeated')
    }
    if (row.kind === 'total') checked.counts.totals += 1
    if (wrong.length > 0) {
      checked.quarantined += 1
      checked.wrong.push(...wrong)
    } else
      checked.accepted.push({
        at: row.at,
        kind: row.kind,
        ...(row.section ? { section: row.section } : {}),
        values,
      })
  }
  return checked
}

/** What rows before had: whole rows, keys and values that may stand once. */
class Seen {
  readonly #contract: TableContract
  readonly #rows = new Set<string>()
  readonly #keys = new Set<string>()
  readonly #values = new Map<Field, Set<Value>>()

  constructor(contract: TableContract) {
    this.#contract = contract
  }

  /** What of this row stood before. A row that is the very same is counted only: measurements may be equal. */
  repeats(values: readonly Value[]): { reason: WrongCode; field?: Field } | undefined {
    const { fields, primaryKey } = this.#contract
    const whole = JSON.stringify(values)
    const isSame = this.#rows.has(whole)
    this.#rows.add(whole)
    if (primaryKey) {
      const key = JSON.stringify(
        primaryKey.map((name) => values[fields.findIndex((field) => field.name === name)] ?? null),
      )
      if (this.#keys.has(key)) return { reason: 'key-repeated' }
      this.#keys.add(key)
    }
    for (const [at, field] of fields.entries()) {
      const value = values[at] ?? null
      if (!field.constraints?.unique || value === null) continue
      const before = this.#values.get(field) ?? new Set()
      if (before.has(value)) return { reason: 'repeated', field }
      this.#values.set(field, before.add(value))
    }
    return isSame ? { reason: 'repeated' } : undefined
  }
}
