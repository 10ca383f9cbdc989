/** How pressing a deadline is: decided here for every list, case and wall. */
import type { LegalCalendar } from './calendar.ts'
import { workingDaysBetween } from './working-time.ts'

export type Urgency = 'ok' | 'soon' | 'today' | 'late'

/**
 * By working time, whatever unit the limit counts in: `late` once the moment has passed, `today` when no other working day
 * lies between, `soon` when it falls on the next working day, `ok` beyond.
 */
export function urgencyOf(calendar: LegalCalendar, dueAt: Date, now: Date): Urgency {
  if (now > dueAt) return 'late'
  const workingDays = workingDaysBetween(calendar, now, dueAt)
  return workingDays <= 0 ? 'today' : workingDays === 1 ? 'soon' : 'ok'
}
