import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatIsoLocal, parseInstant, timeLeftWords } from '#shared/dates.ts'
import { loadCalendar } from './calendar.ts'
import { type Budget, type ClockEntry, ClockOrderError, foldClock, remaining } from './clock.ts'
import { explainDue } from './explain-due.ts'
import { addWorkingDays } from './working-time.ts'

const calendar = loadCalendar(
  JSON.parse(readFileSync(new URL('../../../../province/hue/calendar.json', import.meta.url), 'utf8')),
)
const at = (text: string): Date => parseInstant(text) as Date
const fiveDays: Budget = { unit: 'working_days', amount: 5 }
const start: ClockEntry = { kind: 'start', at: at('2026-11-23T08:00'), budget: fiveDays }
const dueOf = (...entries: ClockEntry[]) => {
  const due = foldClock(calendar, entries).dueAt
  return due ? formatIsoLocal(due).slice(0, 16) : null
}

test('accepted Monday 23/11/2026 with five working days', () => {
  const clock = foldClock(calendar, [start])
  expect(clock).toMatchObject({ state: 'running', consumed: 0, runningSince: start.at, budget: fiveDays })
  expect(dueOf(start)).toBe('2026-12-01T17:00')
})

test('each day says whether it counted and by what', () => {
  expect(
    explainDue(calendar, [start]).map((line) => [
      line.date,
      line.counted,
      line.consumedAfter,
      line.reason.code,
    ]),
  ).toEqual([
    ['2026-11-23', false, 0, 'first_day'],
    ['2026-11-24', false, 0, 'holiday'],
    ['2026-11-25', true, 1, 'counted'],
    ['2026-11-26', true, 2, 'counted'],
    ['2026-11-27', true, 3, 'counted'],
    ['2026-11-28', false, 3, 'weekend'],
    ['2026-11-29', false, 3, 'weekend'],
    ['2026-11-30', true, 4, 'counted'],
    ['2026-12-01', true, 5, 'counted'],
  ])
})

test('a pause keeps the remaining days, and they count on after it', () => {
  const pause: ClockEntry = { kind: 'pause', at: at('2026-11-26T10:00'), reason: 'chờ bổ sung' }
  const resume: ClockEntry = { kind: 'resume', at: at('2026-12-03T09:00') }
  expect(foldClock(calendar, [start, pause])).toMatchObject({ state: 'paused', consumed: 2, dueAt: null })
  expect(dueOf(start, pause, resume)).toBe('2026-12-08T17:00')
  const lines = explainDue(calendar, [start, pause, resume])
  expect(lines.find((line) => line.date === '2026-11-27')?.reason.code).toBe('paused')
  expect(lines.find((line) => line.date === '2026-12-03')?.reason.code).toBe('resumed')
  expect(lines.at(-1)).toMatchObject({ date: '2026-12-08', due: true, consumedAfter: 5 })
})

test('a pause within one session moves nothing', () => {
  const pause: ClockEntry = { kind: 'pause', at: at('2026-11-26T10:00') }
  expect(dueOf(start, pause, { kind: 'resume', at: at('2026-11-26T11:00') })).toBe('2026-12-01T17:00')
})

test('a pause after the due time does not move it, one on the due day leaves the day of resuming', () => {
  const resume: ClockEntry = { kind: 'resume', at: at('2026-12-09T09:00') }
  expect(dueOf(start, { kind: 'pause', at: at('2026-12-01T17:01') }, resume)).toBe('2026-12-01T17:00')
  expect(dueOf(start, { kind: 'pause', at: at('2026-12-01T09:00') }, resume)).toBe('2026-12-09T17:00')
})

test('a complete answer restarts from zero', () => {
  const pause: ClockEntry = { kind: 'pause', at: at('2026-11-26T10:00') }
  const restart: ClockEntry = { kind: 'restart', at: at('2026-11-30T09:00') }
  expect(dueOf(start, pause, restart)).toBe('2026-12-07T17:00')
  const line = explainDue(calendar, [start, pause, restart]).find(({ date }) => date === '2026-11-30')
  expect(line).toMatchObject({ counted: false, consumedAfter: 0, reason: { code: 'restarted' } })
})

test('after 15:00 counts as the next day where the procedure says so', () => {
  const filed: ClockEntry = {
    kind: 'start',
    at: at('2026-11-25T15:01'),
    budget: { unit: 'working_days', amount: 1 },
    cutoff: '15:00',
  }
  expect(dueOf(filed)).toBe('2026-11-27T17:00')
  expect(dueOf({ ...filed, at: at('2026-11-25T15:00') })).toBe('2026-11-26T17:00')
  expect(explainDue(calendar, [filed]).map((line) => line.reason.code)).toEqual([
    'after_hours',
    'first_day',
    'counted',
  ])
})

test('a due day never reads as a day that does not count', () => {
  const sameDay: ClockEntry = {
    kind: 'start',
    at: at('2026-11-25T09:00'),
    budget: { unit: 'working_days', amount: 0 },
    cutoff: '15:00',
  }
  const pause: ClockEntry = { kind: 'pause', at: at('2026-11-25T10:00') }
  const dueRow = (...entries: ClockEntry[]) => explainDue(calendar, entries).find(({ due }) => due)
  const rows = [
    dueRow(sameDay),
    dueRow({ ...sameDay, at: at('2026-11-25T15:30') }),
    dueRow({ ...sameDay, at: at('2026-11-28T09:00') }),
    dueRow(sameDay, pause, { kind: 'restart', at: at('2026-11-26T09:00') }),
    dueRow(start, { ...pause, at: at('2026-12-01T09:00') }, { kind: 'resume', at: at('2026-12-09T09:00') }),
  ]
  for (const row of rows) expect(row?.reason.text).not.toMatch(/không tính/)
  expect(rows.map((row) => row?.reason.text)).toEqual([
    'Ngày tiếp nhận, trả trong ngày',
    'Nhận sau 15 giờ nên coi như nhận vào ngày này, trả trong ngày',
    'Nhận vào ngày nghỉ nên coi như nhận vào ngày này, trả trong ngày',
    'Nhận đủ hồ sơ, tính lại thời hạn từ đầu: trả trong ngày',
    'Ngày nhận bổ sung; thời hạn đã đếm đủ trước khi tạm dừng nên trả trong ngày',
  ])
  expect(explainDue(calendar, [{ ...sameDay, at: at('2026-11-25T15:30') }])[0]?.reason.text).toBe(
    'Nhận sau 15 giờ, tính như nhận vào ngày làm việc tiếp theo',
  )
})

test('hour budgets run in sessions and pause to the minute', () => {
  const filed: ClockEntry = {
    kind: 'start',
    at: at('2026-11-25T16:00'),
    budget: { unit: 'working_hours', amount: 8 },
  }
  expect(dueOf(filed)).toBe('2026-11-26T16:30')
  const pause: ClockEntry = { kind: 'pause', at: at('2026-11-25T16:30') }
  const resume: ClockEntry = { kind: 'resume', at: at('2026-11-26T09:00') }
  expect(foldClock(calendar, [filed, pause]).consumed).toBe(0.5)
  expect(dueOf(filed, pause, resume)).toBe('2026-11-27T09:00')
  const lines = explainDue(calendar, [filed, pause, resume])
  expect(lines.map((line) => line.consumedAfter)).toEqual([0.5, 6.5, 8])
  expect(lines[1]?.reason.text).toBe('Tính 6 giờ')
})

test('an extension moves the due date, a stop keeps it', () => {
  const extend: ClockEntry = { kind: 'extend', at: at('2026-11-30T08:00'), amount: 2 }
  expect(dueOf(start, extend)).toBe('2026-12-03T17:00')
  const clock = foldClock(calendar, [start, { kind: 'stop', at: at('2026-12-02T09:00') }])
  expect(clock).toMatchObject({ state: 'stopped', consumed: 6 })
  expect(remaining(calendar, clock, at('2026-12-05'))).toMatchObject({ state: 'done', overdue: true })
})

test.each([
  ['2026-11-25T09:00', 4, 'ok', 'Còn 4 ngày làm việc'],
  ['2026-11-30T09:00', 1, 'soon', 'Còn 1 ngày làm việc'],
  ['2026-12-01T16:59', 0, 'today', 'Đến hạn hôm nay'],
  ['2026-12-01T17:01', 0, 'late', 'Vừa quá hạn'],
  ['2026-12-02T09:00', -1, 'late', 'Quá hạn 1 ngày làm việc'],
])('at %s', (now, days, state, words) => {
  const left = remaining(calendar, foldClock(calendar, [start]), at(now))
  expect(left).toMatchObject({ workingDays: days, state })
  expect(timeLeftWords(left)).toBe(words)
})

test('on hold it says what is kept', () => {
  const clock = foldClock(calendar, [start, { kind: 'pause', at: at('2026-11-26T10:00') }])
  expect(timeLeftWords(remaining(calendar, clock, at('2027-01-01')))).toBe('Tạm dừng, còn 3 ngày làm việc')
})

test('impossible steps are defects', () => {
  expect(() => foldClock(calendar, [{ kind: 'resume', at: at('2026-11-23') }])).toThrow(ClockOrderError)
  expect(() => foldClock(calendar, [start, { kind: 'resume', at: at('2026-11-24') }])).toThrow(
    ClockOrderError,
  )
  expect(() => foldClock(calendar, [start, { kind: 'pause', at: at('2026-11-22') }])).toThrow(ClockOrderError)
})

const minute = 60_000
const ledgers = fc
  .record({
    from: fc.integer({ min: at('2019-01-01').getTime() / minute, max: at('2050-01-01').getTime() / minute }),
    amount: fc.integer({ min: 1, max: 40 }),
    unit: fc.constantFrom('working_days' as const, 'working_hours' as const),
    steps: fc.array(
      fc.tuple(fc.boolean(), fc.integer({ min: 0, max: 20_000 }), fc.integer({ min: 0, max: 20_000 })),
      { maxLength: 5 },
    ),
  })
  .map(({ from, amount, unit, steps }) => {
    let now = from
    const entries: ClockEntry[] = [{ kind: 'start', at: new Date(now * minute), budget: { unit, amount } }]
    for (const [anew, running, waiting] of steps) {
      entries.push({ kind: 'pause', at: new Date((now + running) * minute) })
      now += running + waiting
      entries.push({ kind: anew ? 'restart' : 'resume', at: new Date(now * minute) })
    }
    return entries
  })

test('a pause never brings the due date forward', () => {
  fc.assert(
    fc.property(
      ledgers,
      fc.integer({ min: 0, max: 20_000 }),
      fc.integer({ min: 0, max: 20_000 }),
      (entries, running, waiting) => {
        const before = foldClock(calendar, entries).dueAt as Date
        const paused = new Date((entries.at(-1) as ClockEntry).at.getTime() + running * minute)
        const resumed = new Date(paused.getTime() + waiting * minute)
        const after = foldClock(calendar, [
          ...entries,
          { kind: 'pause', at: paused },
          { kind: 'resume', at: resumed },
        ])
        expect((after.dueAt as Date).getTime()).toBeGreaterThanOrEqual(before.getTime())
      },
    ),
  )
})

test('the explanation of any ledger ends on the due day with the budget used up', () => {
  fc.assert(
    fc.property(ledgers, (entries) => {
      const clock = foldClock(calendar, entries)
      const lines = explainDue(calendar, entries)
      const budget = clock.budget as Budget
      const due = lines.find((line) => line.due)
      // An hour clock may run on within its due day before someone pauses it.
      if (budget.unit === 'working_days') expect(due?.consumedAfter).toBe(budget.amount)
      else expect(due?.consumedAfter).toBeGreaterThan(budget.amount - 1e-6)
      for (const line of lines.filter((candidate) => candidate.counted)) {
        expect(calendar.dayKind(line.date).working).toBe(true)
      }
    }),
  )
})

test('without pauses a ledger and the plain arithmetic agree', () => {
  fc.assert(
    fc.property(ledgers, ([first]) => {
      if (first?.kind !== 'start' || first.budget.unit !== 'working_days') return
      expect(foldClock(calendar, [first]).dueAt).toEqual(
        addWorkingDays(calendar, first.at, first.budget.amount),
      )
    }),
  )
})
