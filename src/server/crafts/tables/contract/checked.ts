/** What holding a delivery against its contract came to. */
import type { TableRow } from '../find/read-table.ts'
import type { TableContract } from './contract.ts'
import type { Value, WrongCode } from './read-value.ts'

export interface WrongCell {
  /** Number of the table in the source, from 1. */
  table: number
  row: number
  column: string
  value: string
  reason: WrongCode
  /** The expectation that was not met. */
  expectation?: string
}

export interface AcceptedRow {
  at: number
  kind: TableRow['kind']
  section?: string
  values: Value[]
}

export interface CheckedTable {
  contract: TableContract
  accepted: AcceptedRow[]
  /** Rows with something wrong; each stays out whole. */
  quarantined: number
  wrong: WrongCell[]
  counts: { read: number; required: number; requiredFilled: number; duplicates: number; totals: number }
}
