/** A first contract read off a source itself, for a person to confirm. */

import type { FoundTable } from '../find/read-table.ts'
import { isBlank } from '../read/grid.ts'
import type { ReadSource } from '../read-source.ts'
import { SourceStopped } from '../refusals.ts'
import type { Contract, Field, TableContract } from './contract.ts'
import { judgeColumn } from './judge-column.ts'
import type { NumberMarks } from './number-marks.ts'
import { judgePlaces } from './resolve-places.ts'

/** Throws `SourceStopped` where a column can be read two ways. */
export function proposeContract({ tables }: ReadSource): Contract {
  return { contract: 1, tables: tables.map((table) => proposeTable(table)) }
}

function proposeTable(table: ReadSource['tables'][number]): TableContract {
  const around = marksAround(table)
  const fields = table.columns.map(({ name, at }): Field => {
    const cells = table.rows.map((row) => row.cells[at] ?? null)
    const field = judgeColumn(name, cells, around)
    const letters = table.letters.get(at)
    const place = field.type === 'string' ? judgePlaces(textsOf(table, at)) : undefined
    const isFull =
      table.rows.length > 0 && cells.every((cell) => !isBlank(cell)) && field.missingValues === undefined
    return {
      ...field,
      ...(letters && letters !== 'unicode' ? { letters } : {}),
      ...(place ? { place } : {}),
      ...(isFull ? { constraints: { required: true } } : {}),
    }
  })
  const title = table.title.join(' ').slice(0, 500)
  return { sheet: table.sheet, ...(title ? { title } : {}), fields }
}

/** What the marks mean where it is plain: nothing where two columns disagree. */
function marksAround({ columns, rows }: FoundTable): NumberMarks {
  const seen = columns.flatMap(({ name, at }) => {
    try {
      const { decimalChar, groupChar } = judgeColumn(
        name,
        rows.map((row) => row.cells[at] ?? null),
      )
      return decimalChar ? [{ decimal: decimalChar, ...(groupChar ? { group: groupChar } : {}) }] : []
    } catch (error) {
      if (error instanceof SourceStopped) return []
      throw error
    }
  })
  const [first] = seen
  return first && seen.every(({ decimal }) => decimal === first.decimal) ? first : {}
}

function textsOf({ rows }: FoundTable, at: number): string[] {
  return rows.flatMap(({ kind, cells }) =>
    kind === 'row' && typeof cells[at] === 'string' ? [cells[at]] : [],
  )
}
