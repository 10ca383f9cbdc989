import { LunarDate as OracleLunar, SolarDate as OracleSolar } from '@nghiavuive/lunar_date_vi'
import Holidays from 'date-holidays'
import { expect, test } from 'vitest'
import { dayNumber, dayOfNumber } from '#shared/dates.ts'
import { newMoonUniversal, sunLongitude } from './astronomy.ts'
import { leapMonthOf, tetOf, toLunar, toSolar } from './lunar.ts'

const tet = {
  2020: '01-25',
  2021: '02-12',
  2022: '02-01',
  2023: '01-22',
  2024: '02-10',
  2025: '01-29',
  2026: '02-17',
  2027: '02-06',
  2028: '01-26',
  2029: '02-13',
  2030: '02-02',
  2031: '01-23',
  2032: '02-11',
  2033: '01-31',
  2034: '02-19',
  2035: '02-08',
}

test('Tết falls on its known days, 2030 a day before China', () => {
  for (const [year, day] of Object.entries(tet)) expect(tetOf(Number(year))).toBe(`${year}-${day}`)
})

test('Giỗ Tổ, the tenth of the third month', () => {
  const days = ['2025-04-07', '2026-04-26', '2027-04-16', '2028-04-04', '2029-04-23', '2030-04-12']
  expect(days.map((day) => toSolar({ day: 10, month: 3, year: Number(day.slice(0, 4)) }))).toEqual(days)
})

test('1985, the year Vietnam kept Tết a month before China', () => {
  expect(tetOf(1985)).toBe('1985-01-21')
  expect(leapMonthOf(1984)).toBeUndefined()
  expect(leapMonthOf(1985)).toBe(2)
})

test('the new moon of February 1977 and the sun of 13 October 1992 as in Meeus', () => {
  expect(newMoonUniversal(-283)).toBeCloseTo(2443192.65118 - 48 / 86_400, 4)
  expect(sunLongitude(2448908.5 - 59 / 86_400)).toBeCloseTo(199.906, 3)
})

test('every day from 1900 to 2100 comes back from the lunar calendar', () => {
  const last = dayNumber('2100-12-31')
  for (let day = dayNumber('1900-02-01'); day <= last; day += 1) {
    const solar = dayOfNumber(day)
    if (toSolar(toLunar(solar)) !== solar) expect.fail(solar)
  }
})

test('no lunar day beyond its month, no leap month that is not there', () => {
  expect(toSolar({ day: 31, month: 1, year: 2026 })).toBeUndefined()
  expect(toSolar({ day: 1, month: 3, year: 2026, leap: true })).toBeUndefined()
  expect(toSolar({ day: 1, month: 6, year: 2025, leap: true })).toBe('2025-07-25')
  expect(() => toLunar('1899-12-31')).toThrow(RangeError)
})

/**
 * Before 1968 the library follows almanacs reckoned at UTC+8. After it, three months differ: their new moon is within
 * 40 seconds of midnight, less than anyone can foretell of the Earth's rotation, so decisions of that year will settle them.
 */
test('agrees day by day with an independent Vietnamese library from 1968 to 2099', () => {
  const differing = new Set<string>()
  const last = dayNumber('2099-12-31')
  for (let number = dayNumber('1968-01-01'); number <= last; number++) {
    const solar = dayOfNumber(number)
    const [year, month, day] = solar.split('-').map(Number) as [number, number, number]
    const theirs = OracleLunar.fromSolarDate(new OracleSolar({ day, month, year })).get()
    const ours = toLunar(solar)
    const same =
      ours.day === theirs.day &&
      ours.month === theirs.month &&
      ours.year === theirs.year &&
      ours.leap === Boolean(theirs.leap_month)
    if (!same) differing.add(solar.slice(0, 7))
  }
  expect([...differing]).toEqual(['2054-05', '2054-06', '2077-11', '2077-12', '2085-10', '2085-11'])
})

test('agrees with date-holidays on every Tết from 2000 to 2040', () => {
  const holidays = new Holidays('VN')
  for (let year = 2000; year <= 2040; year++) {
    const days = holidays.getHolidays(year).map((holiday) => holiday.date.slice(0, 10))
    expect(days).toContain(tetOf(year))
  }
})
