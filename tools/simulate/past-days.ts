/** The shape of real weeks: how many dossiers come on each day and at which minute. */
import type { LegalCalendar } from '#server/crafts/calendar/index.ts'
import { addDays, type LocalDay, weekdayOf } from '#shared/dates.ts'
import { cumulate, type Random } from './random.ts'

/** Monday first thing, tired by Friday; a few from home at the weekend. */
const byWeekday = [0.1, 1.3, 1.1, 1.05, 1, 0.9, 0.16]
const byHour = [
  0.3, 0.1, 0.1, 0.1, 0.1, 0.4, 1.5, 6, 12, 12, 9, 4, 2, 6, 10, 9, 7, 3, 2, 2.5, 3, 2.5, 1.5, 0.7,
]
const hours = cumulate(byHour)
const dayMs = 86_400_000

/** Dossiers for each of the last days up to and including `last`, of which `lastMs` have passed, adding up to `total`. */
export function spreadOverDays(
  calendar: LegalCalendar,
  last: LocalDay,
  count: number,
  total: number,
  lastMs = dayMs,
): { day: LocalDay; dossiers: number }[] {
  const days = Array.from({ length: count }, (_, index) => addDays(last, index - count + 1))
  const weights = days.map((day, index) => {
    const { working, reason } = calendar.dayKind(day)
    const usual = byWeekday[weekdayOf(day)] ?? 1
    const base = working ? Math.max(usual, 0.8) : reason.code === 'weekend' ? usual : 0.05
    const afterBreak =
      working && index > 0 && !calendar.dayKind(days[index - 1] as LocalDay).working ? 1.2 : 1
    // A province that goes online: a third more at the end than at the beginning.
    const passed = index === count - 1 ? shareOfDay(lastMs) : 1
    return base * afterBreak * passed * (0.85 + (0.3 * index) / count)
  })
  const sums = cumulate(weights)
  const whole = sums.at(-1) ?? 1
  let given = 0
  return days.map((day, index) => {
    const upTo = Math.round(((sums[index] ?? 0) / whole) * total)
    const dossiers = upTo - given
    given = upTo
    return { day, dossiers }
  })
}

/** Which part of a day's dossiers has come by then. */
function shareOfDay(passedMs: number): number {
  const passed = passedMs / 3_600_000
  const whole = Math.min(Math.floor(passed), byHour.length)
  const sum = (hours[whole - 1] ?? 0) + (byHour[whole] ?? 0) * (passed - whole)
  return sum / (hours.at(-1) ?? 1)
}

/** Milliseconds into the day, in the order people came. */
export function momentsOfDay(random: Random, count: number, before = dayMs): number[] {
  const moments: number[] = []
  while (moments.length < count) {
    const moment = (random.weighted(hours) * 60 + random.int(0, 59)) * 60_000 + random.int(0, 59_999)
    if (moment < before) moments.push(moment)
    else if (before < 60_000) return moments
  }
  return moments.sort((a, b) => a - b)
}
