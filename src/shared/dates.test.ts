import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  ageOn,
  dateWords,
  dayNumber,
  dayOfNumber,
  endOfLocalDay,
  formatDate,
  formatDateTime,
  formatIsoLocal,
  isLocalDay,
  localDay,
  machineTime,
  parseInstant,
  parseVietnameseDate,
  shortDateWords,
  startOfLocalDay,
  timeLeftWords,
  weekdayName,
} from './dates.ts'
import { Day } from './day.ts'

test('instants are shown in Vietnamese time, wherever the program runs', () => {
  const due = new Date('2026-12-01T10:00:00Z')
  expect(formatDateTime(due)).toBe('17:00, thứ Ba, 01/12/2026')
  expect(machineTime(`${formatDateTime(due)} · 3 hồ sơ`)).toBe('2026-12-01T17:00+07:00')
  expect(machineTime('hôm nay')).toBeUndefined()
  expect(formatDate(new Date('2026-11-30T17:00:00Z'))).toBe('01/12/2026')
  expect(formatDate('2026-02-05')).toBe('05/02/2026')
  expect(localDay(new Date('2026-11-30T16:59:59Z'))).toBe('2026-11-30')
  expect(startOfLocalDay('2026-12-01').toISOString()).toBe('2026-11-30T17:00:00.000Z')
  expect(endOfLocalDay('2026-11-30').toISOString()).toBe('2026-11-30T17:00:00.000Z')
  expect(endOfLocalDay('9999-12-31').getTime()).toBe(Date.UTC(9999, 11, 31, 17))
  expect(startOfLocalDay(due).toISOString()).toBe('2026-11-30T17:00:00.000Z')
  expect(weekdayName('2026-11-29')).toBe('Chủ Nhật')
})

test('a day on a page is unmistakable in English, and the same everywhere on paper', async () => {
  const { inLanguage } = await import('./messages/request-language.server.ts')
  const due = new Date('2026-12-05T10:00:00Z')
  expect(dateWords(due)).toBe('05/12/2026')
  expect(shortDateWords(due)).toBe('05/12')
  inLanguage('en', () => {
    expect(dateWords('2026-12-05')).toBe('5 December 2026')
    expect(shortDateWords('2026-12-05')).toBe('5 Dec')
    expect(formatDateTime(due)).toBe('17:00, Saturday, 5 December 2026')
    expect(machineTime(formatDateTime(due))).toBe('2026-12-05T17:00+07:00')
    expect(machineTime('17:00, 5 Nonsense 2026')).toBeUndefined()
    expect(formatDate(due)).toBe('05/12/2026')
  })
})

test('a time without an offset is Vietnamese', () => {
  expect(parseInstant('2026-11-23T08:00')?.toISOString()).toBe('2026-11-23T01:00:00.000Z')
  expect(parseInstant('2026-11-23')?.toISOString()).toBe('2026-11-22T17:00:00.000Z')
  expect(parseInstant('2026-11-23T08:00:00-05:30')?.toISOString()).toBe('2026-11-23T13:30:00.000Z')
  expect(parseInstant('2026-11-23T24:00')).toBeUndefined()
  expect(parseInstant('2026-02-30')).toBeUndefined()
})

test.each([
  ['5/2/2026', '2026-02-05'],
  [' 05-02-2026 ', '2026-02-05'],
  ['29.02.2024', '2024-02-29'],
  ['ngày 5 tháng 2 năm 2026', '2026-02-05'],
  ['2026-02-05', '2026-02-05'],
])('%s is a day', (text, day) => {
  expect(parseVietnameseDate(text)).toEqual({ ok: true, day })
})

test.each([
  ['31/02/2026', 'date.no_such_day', 'Không có ngày 31. Tháng 2 năm 2026 có 28 ngày.'],
  ['29/02/1900', 'date.no_such_day', 'Không có ngày 29. Tháng 2 năm 1900 có 28 ngày.'],
  ['1/13/2026', 'date.no_such_month', 'Không có tháng 13. Tháng là số từ 1 đến 12.'],
  ['1/1/26', 'date.short_year', 'Ghi năm đủ bốn chữ số, ví dụ 2026.'],
  ['hôm qua', 'date.malformed', 'Ghi ngày theo thứ tự ngày/tháng/năm, ví dụ 05/02/2026.'],
])('%s is refused with what to do', (text, problem, message) => {
  expect(parseVietnameseDate(text)).toEqual({ ok: false, problem, message })
})

test('the three boxes of a form', () => {
  expect(parseVietnameseDate({ day: '05', month: 2, year: '2026' })).toEqual({ ok: true, day: '2026-02-05' })
  expect(parseVietnameseDate({ day: '', month: '2', year: '2026' })).toMatchObject({
    problem: 'date.malformed',
  })
  expect(parseVietnameseDate({ day: 'mồng 5', month: 'tháng 2', year: 'năm 2026' })).toEqual({
    ok: true,
    day: '2026-02-05',
  })
  expect(parseVietnameseDate({ day: '5', month: 'ba', year: '2026' })).toMatchObject({
    message: 'Ghi ngày, tháng, năm bằng chữ số, ví dụ ngày 5, tháng 2, năm 2026.',
  })
})

test.each(['05/02/2026', '5-2-2026', '05022026', 'ngày 5 tháng 2 năm 2026'])(
  'the whole of %s in the first box is taken as it was meant',
  (day) => {
    expect(parseVietnameseDate({ day, month: '', year: '' })).toEqual({ ok: true, day: '2026-02-05' })
  },
)

test('a day alone in its box is no date', () => {
  expect(parseVietnameseDate({ day: '05', month: '', year: '' })).toMatchObject({ ok: false })
})

test('a day of the year 0, or beyond all reckoning, is none', () => {
  for (const day of ['0000-01-01', '0999-12-31']) expect(isLocalDay(day)).toBe(false)
  expect(isLocalDay('1945-09-02')).toBe(true)
  for (const day of ['0000-01-01', '1799-12-31', '2200-01-01', '9999-12-31', '2026-02-29', '']) {
    const { error } = Day.safeParse(day)
    expect(error?.issues, day).toHaveLength(1)
  }
  expect(Day.parse('2026-11-30')).toBe('2026-11-30')
})

test('an age changes on the birthday', () => {
  expect(ageOn('2000-11-24', '2026-11-23')).toBe(25)
  expect(ageOn('2000-11-23', '2026-11-23')).toBe(26)
})

test('time left, in words', () => {
  const left = { workingDays: 0, workingMinutes: 95, overdue: false, state: 'soon' as const }
  expect(timeLeftWords(left, 'working_hours')).toBe('Còn 1 giờ 35 phút làm việc')
  expect(timeLeftWords({ ...left, workingMinutes: -30, overdue: true, state: 'late' }, 'working_hours')).toBe(
    'Quá hạn 30 phút làm việc',
  )
  expect(timeLeftWords({ ...left, workingDays: 3, state: 'ok' })).toBe('Còn 3 ngày làm việc')
})

test('days and instants survive being written and read', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -100_000, max: 100_000 }),
      fc.integer({ min: 0, max: 86_399 }),
      (number, second) => {
        const day = dayOfNumber(number)
        expect(dayNumber(day)).toBe(number)
        expect(parseVietnameseDate(formatDate(day))).toEqual({ ok: true, day })
        const instant = new Date(startOfLocalDay(day).getTime() + second * 1000)
        expect(parseInstant(formatIsoLocal(instant))).toEqual(instant)
        expect(localDay(instant)).toBe(day)
      },
    ),
  )
})
