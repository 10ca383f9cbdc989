import {
  dayNumber,
  dayOfNumber,
  type LocalDay,
  localDayNumber,
  weekdayName,
  weekdayOf,
} from '#shared/dates.ts'
import { CalendarFile, weekdays } from './calendar-file.ts'
import { type DayOff, listHolidays } from './holidays.ts'

export type DayReasonCode =
  | 'workday'
  | 'weekend'
  | 'holiday'
  | 'compensatory'
  | 'swap_off'
  | 'swap_work'
  | 'closure'

export interface DayReason {
  code: DayReasonCode
  /** In Vietnamese, for people. */
  name: string
  source: string
  unverified: boolean
}

/** Minutes since midnight. */
export interface Session {
  from: number
  to: number
}

export interface DayKind {
  day: LocalDay
  working: boolean
  reason: DayReason
  sessions: readonly Session[]
}

/** The days on which offices work, each with its reason; day and minute arithmetic is read off precomputed tables. */
export interface LegalCalendar {
  readonly from: LocalDay
  readonly to: LocalDay
  dayKind(day: LocalDay | Date): DayKind
  /** Tables for the arithmetic in `working-time.ts`, by day number. */
  readonly tables: CalendarTables
}

export interface CalendarTables {
  readonly firstDay: number
  readonly lastDay: number
  readonly kinds: readonly DayKind[]
  /** Day numbers of all working days, in order. */
  readonly workingDays: Int32Array
  /** For each day of the range and one beyond: how many working days precede it. */
  readonly workingDaysBefore: Int32Array
  /** For each day of the range and one beyond: working minutes that precede it. */
  readonly minutesBefore: Float64Array
}

/** Reads a province's `calendar.json`. An unknown field, an impossible day or a swap onto a holiday is refused. */
export function loadCalendar(json: unknown): LegalCalendar {
  const file = CalendarFile.parse(json)
  const tables = tabulate(listKinds(file), dayNumber(file.from))
  return {
    from: file.from,
    to: file.to,
    dayKind: (day) => kindOf(tables, typeof day === 'string' ? dayNumber(day) : localDayNumber(day)),
    tables,
  }
}

export function kindOf(tables: CalendarTables, day: number): DayKind {
  const kind = tables.kinds[day - tables.firstDay]
  if (!kind) throw new RangeError(`The legal calendar has no ${dayOfNumber(day)}`)
  return kind
}

function listKinds(file: CalendarFile): DayKind[] {
  const holidays = listHolidays(file)
  const closures = listClosures(file)
  const swaps = listSwaps(file)
  const lastDay = dayNumber(file.to)
  const hours = file.workingHours.map((row) => ({
    from: dayNumber(row.from),
    to: row.to ? dayNumber(row.to) : Number.POSITIVE_INFINITY,
    sessions: weekdays.map((name) =>
      (row.weekdays[name] ?? []).map(([from, to]) => ({ from: minutes(from), to: minutes(to) })),
    ),
    source: row.source,
    unverified: row.unverified ?? false,
  }))
  const hoursOn = (day: number) => {
    const row = hours.findLast((candidate) => day >= candidate.from && day <= candidate.to)
    if (!row) throw new RangeError(`No working hours for ${dayOfNumber(day)}`)
    return row
  }

  const kinds: DayKind[] = []
  /** Holidays that fell on a weekly day of rest and still owe a day off (BLLĐ 2019, Điều 111 khoản 3). */
  const owed: { name: string; source: string; unverified: boolean }[] = []
  for (let day = dayNumber(file.from); day <= lastDay; day++) {
    const row = hoursOn(day)
    const usual = row.sessions[weekdayOf(day)] ?? []
    const holiday = holidays.get(day)
    const closure = closures.get(day)
    const swappedOff = swaps.off.get(day)
    const swappedIn = swaps.work.get(day)
    if (!holiday && ((swappedIn && usual.length > 0) || (swappedOff && usual.length === 0))) {
      throw new RangeError(`A swap trades a working day for a day of rest, which ${dayOfNumber(day)} is not`)
    }
    const off = (code: DayReasonCode, reason: DayOff): DayKind => ({
      day: dayOfNumber(day),
      working: false,
      reason: { code, ...reason },
      sessions: [],
    })

    if (holiday) {
      if (swappedIn || swappedOff) throw new RangeError(`A swap cannot touch the holiday ${dayOfNumber(day)}`)
      if (usual.length === 0) owed.push(holiday)
      kinds.push(off('holiday', holiday))
    } else if (closure) {
      kinds.push(off('closure', closure))
    } else if (swappedIn) {
      const sessions = hoursOn(swappedIn.offDay).sessions[weekdayOf(swappedIn.offDay)] ?? []
      kinds.push({
        day: dayOfNumber(day),
        working: true,
        reason: { code: 'swap_work', ...swappedIn.reason },
        sessions,
      })
    } else if (usual.length === 0) {
      kinds.push(off('weekend', { name: weekdayName(day), source: row.source, unverified: row.unverified }))
    } else if (swappedOff) {
      kinds.push(off('swap_off', swappedOff))
    } else if (owed.length > 0) {
      const holidayOwed = owed.shift() as DayOff
      kinds.push(off('compensatory', { ...holidayOwed, name: `Nghỉ bù ${holidayOwed.name}` }))
    } else {
      kinds.push({
        day: dayOfNumber(day),
        working: true,
        reason: { code: 'workday', name: weekdayName(day), source: row.source, unverified: row.unverified },
        sessions: usual,
      })
    }
  }
  return kinds
}

function listClosures(file: CalendarFile): Map<number, DayOff> {
  const closures = new Map<number, DayOff>()
  for (const row of file.decisions) {
    if (row.kind !== 'closure') continue
    const reason = { name: row.name, source: row.source, unverified: row.unverified ?? false }
    for (const day of row.days) closures.set(dayNumber(day), reason)
  }
  return closures
}

function listSwaps(file: CalendarFile) {
  const off = new Map<number, DayOff>()
  const work = new Map<number, { offDay: number; reason: DayOff }>()
  const inWords = (day: LocalDay) => `${day.slice(8)}/${day.slice(5, 7)}/${day.slice(0, 4)}`
  for (const row of file.decisions) {
    if (row.kind !== 'swap') continue
    const given = { source: row.source, unverified: row.unverified ?? false }
    const offDay = dayNumber(row.off)
    off.set(offDay, { ...given, name: `Nghỉ hoán đổi, làm bù ngày ${inWords(row.work)}` })
    work.set(dayNumber(row.work), {
      offDay,
      reason: { ...given, name: `Làm bù cho ngày ${inWords(row.off)}` },
    })
  }
  return { off, work }
}

function tabulate(kinds: readonly DayKind[], firstDay: number): CalendarTables {
  const workingDaysBefore = new Int32Array(kinds.length + 1)
  const minutesBefore = new Float64Array(kinds.length + 1)
  const workingDays = new Int32Array(kinds.length)
  let count = 0
  let total = 0
  for (const [offset, kind] of kinds.entries()) {
    if (kind.working) workingDays[count++] = firstDay + offset
    for (const session of kind.sessions) total += session.to - session.from
    workingDaysBefore[offset + 1] = count
    minutesBefore[offset + 1] = total
  }
  return {
    firstDay,
    lastDay: firstDay + kinds.length - 1,
    kinds,
    workingDays: workingDays.slice(0, count),
    workingDaysBefore,
    minutesBefore,
  }
}

function minutes(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
}
