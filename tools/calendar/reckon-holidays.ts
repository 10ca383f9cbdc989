/** The days a holiday falls on, year by year, by the law that grants it: what the dated rows of a province are written from. */
import { dayNumber, dayOfNumber, daysInMonth, type LocalDay } from '#shared/dates.ts'
import { tetOf, toSolar } from './lunar.ts'

type Rule = (year: number) => (LocalDay | undefined)[]

const on =
  (month: number, day: number): Rule =>
  (year) =>
    day > daysInMonth(year, month) ? [] : [dayIn(year, month, day)]

/** BLLĐ 45/2019/QH14, Điều 112, and NQ 28/2026/QH16; where the year's notice decides, the usual days. */
const rules: Record<string, Rule> = {
  new_year: on(1, 1),
  tet: (year) => [-1, 0, 1, 2, 3].map((days) => dayOfNumber(dayNumber(tetOf(year)) + days)),
  hung_kings: (year) => [toSolar({ day: 10, month: 3, year })],
  victory_day: on(4, 30),
  labour_day: on(5, 1),
  national_day_single: on(9, 2),
  national_day: (year) => [dayIn(year, 9, 1), dayIn(year, 9, 2)],
  culture_day: on(11, 24),
}

/** Every day this holiday takes between two days, both included. Throws for a holiday the law does not know. */
export function reckonHoliday(code: string, from: LocalDay, to: LocalDay): LocalDay[] {
  const rule = rules[code]
  if (!rule) throw new Error(`No law grants ${code}`)
  const [first, last] = [Number(from.slice(0, 4)), Number(to.slice(0, 4))]
  return Array.from({ length: last - first + 1 }, (_, index) => rule(first + index))
    .flat()
    .filter((day) => day !== undefined && day >= from && day <= to) as LocalDay[]
}

function dayIn(year: number, month: number, day: number): LocalDay {
  const pad = (part: number) => String(part).padStart(2, '0')
  return `${year}-${pad(month)}-${pad(day)}`
}
