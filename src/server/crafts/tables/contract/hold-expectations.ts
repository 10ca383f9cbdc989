/** The expectations of a contract asked of what was read: rows that do not meet one wait in quarantine, a column that does not stops the whole. */
import { expectOf } from '../expect/expect.ts'
import { type Columns, type Datum, ExpectationUnusable } from '../expect/model.ts'
import { rowTests, valueTests } from '../expect/rows.ts'
import { SourceStopped } from '../refusals.ts'
import type { AcceptedRow, CheckedTable, WrongCell } from './checked.ts'
import type { Field, TableContract } from './contract.ts'
import type { Value } from './read-value.ts'

/**
 * Asked of the rows, not of their totals. Numbers are compared as JavaScript has them. With `mostly` met, rows that do not meet it stay. Throws
 * `SourceStopped` where a column or the table as a whole does not meet one.
 */
export function holdExpectations(table: CheckedTable, number: number): CheckedTable {
  const { expectations = [], fields, sheet } = table.contract
  if (expectations.length === 0) return table
  const rows = table.accepted.filter(({ kind }) => kind === 'row')
  const columns = columnsOf(fields, rows)
  const wrong = new Map<AcceptedRow, WrongCell>()
  for (const expectation of expectations) {
    const { success, unexpected, observed } = ask(expectation, columns, sheet)
    if (success) continue
    const column = nameOf(expectation)
    if (!isOfRows(expectation.type))
      throw new SourceStopped('expectation-failed', {
        table: sheet,
        column,
        value: expectation.type,
        ...(observed !== undefined && { found: JSON.stringify(observed).slice(0, 200) }),
      })
    const at = fields.findIndex(({ name }) => name === column)
    for (const index of unexpected) {
      const row = rows[index]
      if (!row || wrong.has(row)) continue
      const value = String(row.values[at] ?? '').slice(0, 200)
      wrong.set(row, {
        table: number,
        row: row.at,
        column,
        value,
        reason: 'unexpected',
        expectation: expectation.type,
      })
    }
  }
  return {
    ...table,
    accepted: table.accepted.filter((row) => !wrong.has(row)),
    quarantined: table.quarantined + wrong.size,
    wrong: [...table.wrong, ...wrong.values()],
  }
}

type Expectation = NonNullable<TableContract['expectations']>[number]

function ask({ type, kwargs }: Expectation, columns: Columns, table: string) {
  try {
    return expectOf(type, columns, kwargs)
  } catch (error) {
    if (!(error instanceof ExpectationUnusable)) throw error
    throw new SourceStopped('expectation-unusable', { table, value: type, found: error.message })
  }
}

function isOfRows(type: string): boolean {
  return type in valueTests || type in rowTests || /_values_to_(?:not_)?be_null$/.test(type)
}

function nameOf({ kwargs }: Expectation): string {
  const names = kwargs.column_list ?? [kwargs.column ?? kwargs.column_A, kwargs.column_B]
  return Array.isArray(names) ? names.filter((name) => typeof name === 'string').join(' + ') : ''
}

function columnsOf(fields: Field[], rows: AcceptedRow[]): Columns {
  return new Map(
    fields.map((field, at) => [field.name, rows.map(({ values }) => asDatum(values[at] ?? null, field))]),
  )
}

function asDatum(value: Value, { type }: Field): Datum {
  return value !== null && (type === 'integer' || type === 'number') ? Number(value) : value
}
