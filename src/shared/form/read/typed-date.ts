import { type DayBoxes, type LocalDay, parseVietnameseDate, wholeDayIn } from '../../dates.ts'
import { m } from '../../messages/index.ts'

/** A day as `2026-11-23`, or why what was typed is no day, in words that say what to do. */
export type TypedDate = { day: LocalDay } | { problem: string }

/** Reads a date typed in three fields or in one; a day that a civil record cannot bear is refused. */
export function readTypedDate(typed: DayBoxes | string): TypedDate {
  if (typeof typed !== 'string' && wholeDayIn(typed) === undefined) {
    const { parts, missing } = m.form.date
    const named = (['day', 'month', 'year'] as const).filter((part) => typed[part] === '')
    if (named.length > 0) return { problem: missing(named.map((part) => parts[part])) }
  }
  const read = parseVietnameseDate(typed)
  if (!read.ok) return { problem: read.message }
  const year = Number(read.day.slice(0, 4))
  return year < 1875 || year > 2100 ? { problem: m.form.date.impossibleYear(year) } : { day: read.day }
}
