/** How good a delivery is: đúng – đủ – sạch – sống, each from 0 to 100; the least counts. */
import type { CheckedTable } from './checked.ts'

export interface Quality {
  /** đúng: rows without an error, of all rows read. */
  correct: number
  /** đủ: required cells that are filled, of all required cells. */
  complete: number
  /** sạch: rows that stand once, of all rows read. */
  clean: number
  /** sống: age against the promised rhythm; nobody promised one here, so it is not known. */
  current: null
  /** The least of those known. */
  overall: number
  bar: number
  /** Under the bar it feeds no wall. */
  feeds: boolean
}

export function judgeQuality(tables: readonly CheckedTable[], bar = 80): Quality {
  const sum = (count: (table: CheckedTable) => number) => tables.reduce((all, table) => all + count(table), 0)
  const read = sum(({ counts }) => counts.read)
  const correct = share(read - sum(({ quarantined }) => quarantined), read)
  const complete = share(
    sum(({ counts }) => counts.requiredFilled),
    sum(({ counts }) => counts.required),
  )
  const clean = share(read - sum(({ counts }) => counts.duplicates), read)
  const overall = Math.min(correct, complete, clean)
  return { correct, complete, clean, current: null, overall, bar, feeds: overall >= bar }
}

/** In per cent with one digit, never rounded up to what it is not. */
function share(part: number, whole: number): number {
  return whole === 0 ? 100 : Math.floor((part / whole) * 1000) / 10
}
