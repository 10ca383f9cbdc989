import { dayNumber, daysInMonth } from '#shared/dates.ts'
import type { CalendarFile, HolidayRow } from './calendar-file.ts'
import { tetOf, toSolar } from './lunar.ts'

export interface DayOff {
  name: string
  source: string
  unverified: boolean
}

/** Every holiday of the calendar by day number, before weekends and swaps are considered. */
export function listHolidays(file: CalendarFile): Map<number, DayOff> {
  const holidays = new Map<number, DayOff>()
  const lastYear = Number(file.to.slice(0, 4))
  for (let year = Number(file.from.slice(0, 4)); year <= lastYear; year++) {
    for (const holiday of file.holidays) {
      for (const [day, off] of daysOff(file, holiday, year)) {
        const known = holidays.get(day)
        // Two feasts on one day are one day off: the law gives nothing for the second.
        holidays.set(day, known ? { ...known, name: `${known.name}; ${off.name}` } : off)
      }
    }
  }
  return holidays
}

function daysOff(file: CalendarFile, holiday: HolidayRow, year: number): [number, DayOff][] {
  const decision = file.decisions.find(
    (row) => row.kind === 'days' && row.holiday === holiday.code && row.year === year,
  )
  const decided = decision?.kind === 'days' ? decision : undefined
  const days = decided ? decided.days.map(dayNumber) : daysByRule(holiday, year)
  const awaitsDecision = !decided && (holiday.rule.kind === 'tet' || 'adjacent' in holiday.rule)
  const off: DayOff = {
    name: holiday.name,
    source: decided
      ? decided.source
      : awaitsDecision
        ? `${holiday.source}; ngày nghỉ tạm tính, chưa nhập thông báo của năm ${year}`
        : holiday.source,
    unverified: awaitsDecision || Boolean(decided ? decided.unverified : holiday.unverified),
  }
  const from = dayNumber(holiday.from)
  const to = holiday.to ? dayNumber(holiday.to) : Number.POSITIVE_INFINITY
  return days.filter((day) => day >= from && day <= to).map((day) => [day, off])
}

function daysByRule({ rule }: HolidayRow, year: number): number[] {
  if (rule.kind === 'tet') {
    const first = dayNumber(tetOf(year))
    return Array.from({ length: rule.before + rule.fromFirst }, (_, index) => first - rule.before + index)
  }
  if (rule.kind === 'lunar') {
    const day = toSolar({ day: rule.day, month: rule.month, year })
    return day ? [dayNumber(day)] : []
  }
  // 29/2 is a feast only in leap years.
  if (rule.day > daysInMonth(year, rule.month)) return []
  const pad = (part: number) => String(part).padStart(2, '0')
  const day = dayNumber(`${year}-${pad(rule.month)}-${pad(rule.day)}`)
  if (!rule.adjacent) return [day]
  return rule.adjacent === 'before' ? [day - 1, day] : [day, day + 1]
}
