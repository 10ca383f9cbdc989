import { instantAt, localDayNumber, minuteMs } from '#shared/dates.ts'
import { kindOf, type LegalCalendar } from './calendar.ts'

/**
 * Arithmetic in working days and working minutes, each a table look-up. A working hour is sixty minutes of an
 * office session, never scaled, so that "2 giờ làm việc" from 08:00 is 10:00; with sessions of 7.5 hours a
 * limit of 8 hours therefore ends half an hour into the next session. `hoursPerWorkingDay` only converts a
 * number of days into hours where the law states one in terms of the other.
 */
export const hoursPerWorkingDay = 8

export interface DayCounting {
  /** Minutes since midnight after which a filing counts as the next working day's (15:00 in some procedures). */
  cutoffMinutes?: number
}

/**
 * The due time of `count` working days: the day of `from` is excluded, an after-hours `from` counts as the next
 * session's day, and the time limit ends with the last session of its last working day (BLDS 2015, Điều 147–148).
 */
export function addWorkingDays(
  calendar: LegalCalendar,
  from: Date,
  count: number,
  counting: DayCounting = {},
): Date {
  if (!Number.isInteger(count) || count < 0) throw new RangeError(`Not a number of working days: ${count}`)
  return endOfWorkingDay(calendar, effectiveDayIndex(calendar, from, counting) + count)
}

export function addWorkingHours(calendar: LegalCalendar, from: Date, hours: number): Date {
  return addWorkingMinutes(calendar, from, hours * 60)
}

/** The first moment by which so many working minutes have passed; with none, the next moment offices are open. */
export function addWorkingMinutes(calendar: LegalCalendar, from: Date, minutes: number): Date {
  if (!(minutes >= 0)) throw new RangeError(`Not an amount of working time: ${minutes}`)
  const position = workingPosition(calendar, from)
  if (minutes === 0) return nextOpenMoment(calendar, from)
  return momentOfPosition(calendar, position + minutes)
}

/** Negative when `to` is before `from`. */
export function workingMinutesBetween(calendar: LegalCalendar, from: Date, to: Date): number {
  return workingPosition(calendar, to) - workingPosition(calendar, from)
}

/** Whole working days after the day of `from` up to and including the day of `to`. */
export function workingDaysBetween(calendar: LegalCalendar, from: Date, to: Date): number {
  return reachedDayIndex(calendar, to) - reachedDayIndex(calendar, from)
}

/** Index of the working day a filing at that instant belongs to: that day until its last session ends, else the next. */
export function effectiveDayIndex(calendar: LegalCalendar, at: Date, counting: DayCounting = {}): number {
  const { tables } = calendar
  const day = localDayNumber(at)
  const kind = kindOf(tables, day)
  const offset = day - tables.firstDay
  const last = kind.sessions.at(-1)
  if (!last) return tables.workingDaysBefore[offset] as number
  const minutes = minutesInto(at, day)
  const closed = minutes > Math.min(last.to, counting.cutoffMinutes ?? last.to)
  return tables.workingDaysBefore[closed ? offset + 1 : offset] as number
}

/** Index of the last working day whose first session has begun at that instant. */
export function reachedDayIndex(calendar: LegalCalendar, at: Date): number {
  const { tables } = calendar
  const day = localDayNumber(at)
  const kind = kindOf(tables, day)
  const first = kind.sessions[0]
  const begun = first !== undefined && minutesInto(at, day) >= first.from
  return (tables.workingDaysBefore[day - tables.firstDay] as number) - (begun ? 0 : 1)
}

/** Day number of the working day with that index. */
export function workingDayAt(calendar: LegalCalendar, index: number): number {
  const day = calendar.tables.workingDays[index]
  if (day === undefined) throw new RangeError('The time limit ends outside the legal calendar')
  return day
}

export function endOfWorkingDay(calendar: LegalCalendar, index: number): Date {
  const day = workingDayAt(calendar, index)
  return instantAt(day, kindOf(calendar.tables, day).sessions.at(-1)?.to ?? 0)
}

/** Working minutes from the beginning of the calendar to that instant. */
export function workingPosition(calendar: LegalCalendar, at: Date): number {
  const { tables } = calendar
  const day = localDayNumber(at)
  const kind = kindOf(tables, day)
  const minutes = minutesInto(at, day)
  let position = tables.minutesBefore[day - tables.firstDay] as number
  for (const session of kind.sessions) {
    position += Math.max(0, Math.min(minutes, session.to) - session.from)
  }
  return position
}

/** The first instant at which that position is reached: the end of a session rather than the start of the next. */
export function momentOfPosition(calendar: LegalCalendar, position: number): Date {
  const { minutesBefore, firstDay, kinds } = calendar.tables
  if (position > (minutesBefore.at(-1) as number)) {
    throw new RangeError('The time limit ends outside the legal calendar')
  }
  let low = 0
  let high = kinds.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if ((minutesBefore[middle + 1] as number) >= position) high = middle
    else low = middle + 1
  }
  let rest = position - (minutesBefore[low] as number)
  for (const session of kinds[low]?.sessions ?? []) {
    const length = session.to - session.from
    if (rest <= length) return instantAt(firstDay + low, session.from + rest)
    rest -= length
  }
  return instantAt(firstDay + low, 0)
}

function nextOpenMoment(calendar: LegalCalendar, from: Date): Date {
  const day = localDayNumber(from)
  const minutes = minutesInto(from, day)
  const session = kindOf(calendar.tables, day).sessions.find((candidate) => minutes <= candidate.to)
  if (session) return minutes >= session.from ? from : instantAt(day, session.from)
  const next = workingDayAt(calendar, effectiveDayIndex(calendar, from))
  return instantAt(next, kindOf(calendar.tables, next).sessions[0]?.from ?? 0)
}

function minutesInto(at: Date, day: number): number {
  return (at.getTime() - instantAt(day, 0).getTime()) / minuteMs
}
