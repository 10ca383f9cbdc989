/** By when: on the legal calendar, so that no term ends while offices are closed. */
import { z } from 'zod'
import { addWorkingDays, workingDaysBetween } from '#server/crafts/calendar/index.ts'
import { provinceCalendar } from '#server/platform/province.ts'
import { endOfLocalDay, localDay } from '#shared/dates.ts'
import { Day } from '#shared/day.ts'
import { termNotWorking, termPassed } from './refusals.ts'

/** A number of working days, or a day; neither: no term. */
export const Term = {
  days: z.coerce.number().int().min(0).max(365).optional(),
  dueOn: Day.optional(),
}

/** The end of the last session of that day. Refuses a day that has passed, and one on which offices are closed. */
export function dueFrom(
  { days, dueOn }: { days?: number | undefined; dueOn?: string | undefined },
  now: Date,
): Date | null {
  if (dueOn !== undefined) return endOfWorking(dueOn, now)
  return days === undefined ? null : addWorkingDays(provinceCalendar(), now, days)
}

function endOfWorking(dueOn: string, now: Date): Date {
  const end = endOfLocalDay(dueOn)
  if (end <= now) throw termPassed()
  const calendar = provinceCalendar()
  // The last working day reached by then: that day itself, unless offices are closed on it.
  const due = addWorkingDays(calendar, now, Math.max(0, workingDaysBetween(calendar, now, end)))
  if (localDay(due) !== dueOn) throw termNotWorking({ dueOn })
  return due
}

/** Whole working days from now until then; null where there is no term. */
export function daysUntil(now: Date, dueAt: Date | null): number | null {
  return dueAt && workingDaysBetween(provinceCalendar(), now, dueAt)
}
