import { dayNumber } from '#shared/dates.ts'
import type { CalendarFile, HolidayRow } from './calendar-file.ts'

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
  const days = decided?.days ?? holiday.days.filter((day) => day.startsWith(`${year}-`))
  const awaitsDecision = !decided && holiday.byNotice === true
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
  return days
    .map(dayNumber)
    .filter((day) => day >= from && day <= to)
    .map((day) => [day, off])
}
