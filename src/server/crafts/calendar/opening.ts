/** When offices open: from the first to the last minute of a working day, its midday rest included. */
import { addDays, type LocalDay, localMinutes, startOfLocalDay } from '#shared/dates.ts'
import type { LegalCalendar } from './calendar.ts'

export interface Opening {
  isOpen: boolean
  /** The present opening while open, otherwise the next one. */
  opensAt: Date
  /** The working day of that opening. */
  day: LocalDay
}

/** Longer than any row of holidays. */
const furthest = 30

/** Whether offices are open at that instant, and when they open next. Undefined where the calendar ends before. */
export function openingOf(calendar: LegalCalendar, now: Date): Opening | undefined {
  const today = calendar.dayKind(now).day
  const minutes = localMinutes(now)
  for (let ahead = 0; ahead < furthest; ahead++) {
    const day = addDays(today, ahead)
    if (day > calendar.to) return undefined
    const { working, sessions } = calendar.dayKind(day)
    const [first, last] = [sessions[0], sessions.at(-1)]
    if (!working || !first || !last || (ahead === 0 && minutes >= last.to)) continue
    const opensAt = new Date(startOfLocalDay(day).getTime() + first.from * 60_000)
    return { isOpen: ahead === 0 && minutes >= first.from, opensAt, day }
  }
  return undefined
}
