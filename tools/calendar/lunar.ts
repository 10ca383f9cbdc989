import { dayNumber, dayOfNumber, type LocalDay } from '#shared/dates.ts'
import { newMoonDay, sunSector } from './astronomy.ts'

/**
 * The lunar calendar as Vietnam keeps it: Chinese rules reckoned at UTC+7 (QĐ 121-CP of 1967), in the manner
 * Hồ Ngọc Đức published. A month begins on the day of the new moon; the month that holds the winter solstice
 * is the eleventh; in a year of thirteen the first month without a principal solar term is the leap one.
 * Before 1968 official almanacs also used other offsets; here UTC+7 is kept throughout.
 */
export interface LunarDate {
  day: number
  month: number
  year: number
  leap: boolean
}

interface LunarMonth {
  year: number
  month: number
  leap: boolean
  firstDay: number
  length: number
}

const firstYear = 1900
const lastYear = 2100
const lunation = 29.530588861

/** Months by the Gregorian year in which their winter-solstice year ends. */
const solsticeYears = new Map<number, readonly LunarMonth[]>()

export function toLunar(solar: LocalDay): LunarDate {
  const year = Number(solar.slice(0, 4))
  if (year < firstYear || year > lastYear) throw new RangeError(`No lunar calendar for ${solar}`)
  const day = dayNumber(solar)
  const month = [...monthsUntilSolstice(year), ...monthsUntilSolstice(year + 1)].find(
    (candidate) => day >= candidate.firstDay && day < candidate.firstDay + candidate.length,
  )
  if (!month) throw new RangeError(`No lunar month holds ${solar}`)
  return { day: day - month.firstDay + 1, month: month.month, year: month.year, leap: month.leap }
}

/** The solar day, or undefined when that lunar year has no such day or no such leap month. */
export function toSolar(lunar: Omit<LunarDate, 'leap'> & { leap?: boolean }): LocalDay | undefined {
  if (lunar.year < firstYear || lunar.year > lastYear) {
    throw new RangeError(`No lunar calendar for the year ${lunar.year}`)
  }
  const month = monthsOfYear(lunar.year).find(
    (candidate) => candidate.month === lunar.month && candidate.leap === (lunar.leap ?? false),
  )
  if (!month || lunar.day < 1 || lunar.day > month.length) return undefined
  return dayOfNumber(month.firstDay + lunar.day - 1)
}

/** Mùng Một Tết of that year. */
export function tetOf(year: number): LocalDay {
  const day = toSolar({ day: 1, month: 1, year })
  if (!day) throw new RangeError(`No Tết in ${year}`)
  return day
}

/** The month that is doubled in that lunar year, if one is. */
export function leapMonthOf(year: number): number | undefined {
  return monthsOfYear(year).find((month) => month.leap)?.month
}

function monthsOfYear(year: number): readonly LunarMonth[] {
  return [...monthsUntilSolstice(year), ...monthsUntilSolstice(year + 1)].filter(
    (month) => month.year === year,
  )
}

/** From the eleventh month that begins at the end of `year - 1` up to, not including, the next eleventh. */
function monthsUntilSolstice(year: number): readonly LunarMonth[] {
  const known = solsticeYears.get(year)
  if (known) return known

  const first = eleventhMonth(year - 1)
  const count = eleventhMonth(year) - first
  const starts = Array.from({ length: count + 1 }, (_, index) => newMoonDay(first + index))
  const sectors = starts.map(sunSector)
  const leapIndex = count === 13 ? sectors.findIndex((sector, index) => sector === sectors[index + 1]) : -1

  const months: LunarMonth[] = []
  for (let index = 0; index < count; index++) {
    const position = leapIndex >= 0 && index >= leapIndex ? index - 1 : index
    const firstDay = starts[index] ?? 0
    months.push({
      year: position < 2 ? year - 1 : year,
      month: ((position + 10) % 12) + 1,
      leap: index === leapIndex,
      firstDay,
      length: (starts[index + 1] ?? 0) - firstDay,
    })
  }
  solsticeYears.set(year, months)
  return months
}

/** Number of the new moon that opens the month holding that year's winter solstice. */
function eleventhMonth(year: number): number {
  const newYearsEve = dayNumber(`${year}-12-31`)
  let k = Math.floor((newYearsEve - dayNumber('2000-01-06')) / lunation) + 1
  while (newMoonDay(k) > newYearsEve) k--
  // The solstice may fall before the last new moon of the year, on or after the one before it.
  return sunSector(newMoonDay(k)) >= 9 ? k - 1 : k
}
