import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayOfNumber, formatIsoLocal, parseInstant } from '#shared/dates.ts'
import { processorTimeOf } from '#tests/time/processor-time.ts'
import { loadCalendar } from './calendar.ts'
import { CalendarFile } from './calendar-file.ts'
import { addWorkingDays, addWorkingHours, workingMinutesBetween } from './working-time.ts'

const file = CalendarFile.parse(
  JSON.parse(readFileSync(new URL('../../../../province/hue/calendar.json', import.meta.url), 'utf8')),
)
const calendar = loadCalendar(file)
const at = (text: string): Date => parseInstant(text) as Date
const reasonOf = (day: string) => calendar.dayKind(day).reason
const daysOff = (from: string, to: string): string[] => {
  const days: string[] = []
  for (let day = Date.parse(from) / 86_400_000; day <= Date.parse(to) / 86_400_000; day++) {
    if (!calendar.dayKind(dayOfNumber(day)).working) days.push(dayOfNumber(day).slice(5))
  }
  return days
}
const instants = fc
  .integer({ min: at('2016-01-01').getTime() / 60_000, max: at('2058-01-01').getTime() / 60_000 })
  .map((minutes) => new Date(minutes * 60_000))

test('24/11 is a holiday from 2026 on', () => {
  expect(calendar.dayKind('2025-11-24').working).toBe(true)
  expect(reasonOf('2026-11-24')).toMatchObject({ code: 'holiday', source: 'NQ 28/2026/QH16' })
})

test('Tết takes the days of the year’s notice, and weekends in it are given back', () => {
  expect(daysOff('2023-01-19', '2023-01-27')).toEqual([
    '01-20',
    '01-21',
    '01-22',
    '01-23',
    '01-24',
    '01-25',
    '01-26',
  ])
  expect(daysOff('2026-02-13', '2026-02-23')).toEqual([
    '02-14',
    '02-15',
    '02-16',
    '02-17',
    '02-18',
    '02-19',
    '02-20',
    '02-21',
    '02-22',
  ])
  expect(reasonOf('2023-01-26')).toMatchObject({ code: 'compensatory', name: 'Nghỉ bù Tết Nguyên đán' })
})

test('a Tết without its notice is reckoned and says so', () => {
  expect(daysOff('2027-02-04', '2027-02-11')).toEqual([
    '02-05',
    '02-06',
    '02-07',
    '02-08',
    '02-09',
    '02-10',
    '02-11',
  ])
  expect(reasonOf('2027-02-05').unverified).toBe(true)
})

test('three feasts around a weekend in 2023 keep offices closed until 3/5', () => {
  expect(daysOff('2023-04-28', '2023-05-04')).toEqual(['04-29', '04-30', '05-01', '05-02', '05-03'])
})

test('Giỗ Tổ 2026 falls on Sunday and Monday is off', () => {
  expect(reasonOf('2026-04-27')).toMatchObject({ code: 'compensatory', name: 'Nghỉ bù Giỗ Tổ Hùng Vương' })
})

test('a swap makes Monday 31/8/2026 free and Saturday 22/8/2026 a full day', () => {
  expect(daysOff('2026-08-28', '2026-09-03')).toEqual(['08-29', '08-30', '08-31', '09-01', '09-02'])
  expect(calendar.dayKind('2026-08-22')).toMatchObject({
    working: true,
    reason: { code: 'swap_work', name: 'Làm bù cho ngày 31/08/2026' },
    sessions: [
      { from: 450, to: 690 },
      { from: 810, to: 1020 },
    ],
  })
})

test('2/9 is one day until 2020, two from 2021', () => {
  expect(daysOff('2020-09-01', '2020-09-04')).toEqual(['09-02'])
  expect(daysOff('2021-09-01', '2021-09-03')).toEqual(['09-02', '09-03'])
})

test('a closure is not worked instead, and a swap onto a holiday is refused', () => {
  const flooded = loadCalendar({
    ...file,
    decisions: [
      ...file.decisions,
      {
        kind: 'closure',
        name: 'Nghỉ do mưa lũ',
        days: ['2026-11-25'],
        source: 'Công điện của UBND thành phố',
      },
    ],
  })
  expect(flooded.dayKind('2026-11-25').working).toBe(false)
  expect(formatIsoLocal(addWorkingDays(flooded, at('2026-11-23T08:00'), 5))).toBe('2026-12-02T17:00:00+07:00')
  const swap = { kind: 'swap' as const, off: '2026-11-23', work: '2026-11-24', source: 'x' }
  expect(() => loadCalendar({ ...file, decisions: [swap] })).toThrow(/holiday/)
  const noRest = { ...swap, work: '2026-11-27' }
  expect(() => loadCalendar({ ...file, decisions: [noRest] })).toThrow(/day of rest/)
  const unknown = { kind: 'days' as const, holiday: 'x', year: 2026, days: ['2026-01-01'], source: 'x' }
  expect(() => loadCalendar({ ...file, decisions: [unknown] })).toThrow(/no holiday x/)
  expect(() => loadCalendar({ ...file, extra: 1 })).toThrow()
  expect(() => calendar.dayKind('2099-01-01')).toThrow(RangeError)
})

test('five working days from Monday 23/11/2026 end on Tuesday 1/12/2026 at 17:00', () => {
  expect(formatIsoLocal(addWorkingDays(calendar, at('2026-11-23T08:00'), 5))).toBe(
    '2026-12-01T17:00:00+07:00',
  )
})

test.each([
  ['2026-11-20T17:00', 1, '2026-11-23T17:00:00+07:00'],
  ['2026-11-20T17:01', 1, '2026-11-25T17:00:00+07:00'],
  ['2026-11-21T09:00', 1, '2026-11-25T17:00:00+07:00'],
  ['2026-11-23T02:00', 0, '2026-11-23T17:00:00+07:00'],
])('%s + %i working days', (from, days, due) => {
  expect(formatIsoLocal(addWorkingDays(calendar, at(from), days))).toBe(due)
})

test.each([
  ['2026-11-25T08:00', 2, '2026-11-25T10:00:00+07:00'],
  ['2026-11-25T10:30', 2, '2026-11-25T14:30:00+07:00'],
  ['2026-11-25T08:00', 7, '2026-11-25T17:00:00+07:00'],
  ['2026-11-25T08:00', 8, '2026-11-26T08:30:00+07:00'],
  ['2026-11-23T18:00', 2, '2026-11-25T09:30:00+07:00'],
  ['2026-11-21T18:00', 0, '2026-11-23T07:30:00+07:00'],
])('%s + %i working hours', (from, hours, due) => {
  expect(formatIsoLocal(addWorkingHours(calendar, at(from), hours))).toBe(due)
})

test('a later start or a larger budget never ends earlier, and every due time is on a working day', () => {
  fc.assert(
    fc.property(instants, instants, fc.nat(40), fc.nat(40), (a, b, m, n) => {
      const [early, late] = a <= b ? [a, b] : [b, a]
      const [small, large] = m <= n ? [m, n] : [n, m]
      for (const add of [addWorkingDays, addWorkingHours]) {
        const due = add(calendar, early, small)
        expect(add(calendar, late, small).getTime()).toBeGreaterThanOrEqual(due.getTime())
        expect(add(calendar, early, large).getTime()).toBeGreaterThanOrEqual(due.getTime())
        expect(due.getTime()).toBeGreaterThanOrEqual(early.getTime())
        expect(calendar.dayKind(due).working).toBe(true)
      }
    }),
  )
})

test('working hours that were added are the working hours between', () => {
  fc.assert(
    fc.property(instants, fc.integer({ min: 1, max: 5000 }), (from, minutes) => {
      const due = addWorkingHours(calendar, from, minutes / 60)
      expect(workingMinutesBetween(calendar, from, due)).toBeCloseTo(minutes, 6)
    }),
  )
})

test('a count day by day agrees with the tables', () => {
  fc.assert(
    fc.property(instants, fc.integer({ min: 1, max: 60 }), (from, days) => {
      let day = Math.floor((from.getTime() + 7 * 3_600_000) / 86_400_000)
      const start = calendar.dayKind(dayOfNumber(day))
      const wall = ((from.getTime() + 7 * 3_600_000) % 86_400_000) / 60_000
      if (!start.working || wall > 17 * 60)
        do day++
        while (!calendar.dayKind(dayOfNumber(day)).working)
      for (let left = days; left > 0; ) if (calendar.dayKind(dayOfNumber(++day)).working) left--
      expect(formatIsoLocal(addWorkingDays(calendar, from, days)).slice(0, 10)).toBe(dayOfNumber(day))
    }),
  )
})

test('at least 200,000 due dates for a second of a processor', async () => {
  const start = at('2026-01-05T08:00').getTime()
  const count = 400_000
  let sum = 0
  const spent = await processorTimeOf(() => {
    for (let index = 0; index < count; index++) {
      sum += addWorkingDays(calendar, new Date(start + (index % 300_000) * 60_000), 5).getTime()
    }
  })
  expect(sum).toBeGreaterThan(0)
  expect(count / (spent / 1000)).toBeGreaterThan(200_000)
})
