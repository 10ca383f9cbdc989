import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { foldClock, loadCalendar } from '#server/crafts/calendar/index.ts'
import { formatIsoLocal, parseInstant } from '#shared/dates.ts'
import {
  acceptanceDue,
  clockEntries,
  expectedDue,
  explainDossierDue,
  nextRound,
  resumedAcceptance,
  supplementDue,
} from './clock.ts'
import type { Action, Terms } from './model.ts'
import type { Standings } from './prerequisites.ts'

const calendar = loadCalendar(
  JSON.parse(readFileSync(new URL('../../../../province/hue/calendar.json', import.meta.url), 'utf8')),
)
const at = (text: string): Date => parseInstant(text) as Date
const shown = (due: Date | null): string | null => due && formatIsoLocal(due).slice(0, 16)
const terms = (budget: number, budgetUnit: Terms['budgetUnit'], cutoff?: string): Terms => ({
  budget,
  budgetUnit,
  supplementRestarts: true,
  ...(cutoff ? { cutoff } : {}),
})

// Each due date was counted by hand on the calendar of 2026 and 2027.
test.each([
  ['a minute before the office closes', '2026-11-23T16:59', terms(5, 'day'), '2026-12-01T17:00'],
  ['a minute after it closed', '2026-11-23T17:01', terms(5, 'day'), '2026-12-02T17:00'],
  ['on a Saturday', '2026-11-28T10:00', terms(5, 'day'), '2026-12-07T17:00'],
  ['before Tết', '2027-02-04T16:00', terms(3, 'day'), '2027-02-16T17:00'],
  ['on the first day of Tết', '2027-02-05T10:00', terms(1, 'day'), '2027-02-15T17:00'],
  ['before the new year', '2026-12-31T10:00', terms(1, 'day'), '2027-01-04T17:00'],
  ['before a feast on a Sunday', '2026-04-24T09:00', terms(2, 'day'), '2026-04-29T17:00'],
  ['at three o’clock', '2026-11-27T15:00', terms(0, 'day', '15:00'), '2026-11-27T17:00'],
  ['after three o’clock', '2026-11-27T15:01', terms(0, 'day', '15:00'), '2026-11-30T17:00'],
  ['in calendar days, in office hours', '2026-11-30T08:00', terms(10, 'calendar_day'), '2026-12-10T17:00'],
  [
    'in calendar days, before the office opens',
    '2026-11-30T06:00',
    terms(10, 'calendar_day'),
    '2026-12-10T17:00',
  ],
  ['in calendar days, on a Saturday', '2026-11-28T10:00', terms(10, 'calendar_day'), '2026-12-10T17:00'],
  ['in calendar days, on Friday evening', '2026-11-27T17:01', terms(10, 'calendar_day'), '2026-12-10T17:00'],
  [
    'in calendar days, after three',
    '2026-11-27T15:30',
    terms(10, 'calendar_day', '15:00'),
    '2026-12-10T17:00',
  ],
  ['in calendar days that end within Tết', '2027-01-25T09:00', terms(15, 'calendar_day'), '2027-02-12T17:00'],
] as const)('what comes in %s', (_, filed, limit, due) => {
  expect(shown(expectedDue(calendar, limit, at(filed)))).toBe(due)
})

test('who files later is never promised an earlier day, whatever the limit is counted in', () => {
  for (const limit of [terms(15, 'day'), terms(15, 'calendar_day'), terms(15, 'calendar_day', '15:00')]) {
    let before = 0
    for (let hour = 0; hour < 24 * 60; hour++) {
      const due = expectedDue(calendar, limit, new Date(at('2027-01-04T00:30').getTime() + hour * 3_600_000))
      expect(due?.getTime()).toBeGreaterThanOrEqual(before)
      before = due?.getTime() ?? 0
    }
  }
})

test('an agency has eight working hours to accept, from the next session where nobody is there', () => {
  const limit = terms(5, 'day')
  expect(shown(acceptanceDue(calendar, limit, at('2026-11-23T16:59')))).toBe('2026-11-26T07:59')
  expect(shown(acceptanceDue(calendar, limit, at('2026-11-28T10:00')))).toBe('2026-12-01T08:00')
})

test('calendar days are put off by calendar days', () => {
  const action = (kind: Action['kind'], when: string, data = {}): Action =>
    ({ seq: 1, kind, at: at(when), actorId: null, data }) as unknown as Action
  const actions = [
    action('submit', '2026-11-30T08:00'),
    action('accept', '2026-11-30T08:00'),
    action('extend', '2026-12-08T09:00', { amount: 9 }),
  ]
  const limit = terms(10, 'calendar_day')
  expect(shown(foldClock(calendar, clockEntries(calendar, limit, actions)).dueAt)).toBe('2026-12-21T17:00')
  expect(explainDossierDue(calendar, limit, actions).at(-1)).toMatchObject({ date: '2026-12-21', due: true })
})

const monthly: Terms = { ...terms(15, 'calendar_day'), fromDayOfMonth: 15 }

// QĐ 24/2021/QĐ-TTg: reviewed once a month from the 15th, 15 days from then.
test.each([
  ['before the round, which begins on a Sunday', '2026-11-03T09:00', '2026-11-16', '2026-12-01T17:00'],
  ['on its day', '2026-10-15T09:00', '2026-10-15', '2026-10-30T17:00'],
  ['after it began', '2026-11-23T09:00', '2026-12-15', '2026-12-30T17:00'],
  ['late on its day', '2026-10-15T17:30', '2026-11-16', '2026-12-01T17:00'],
  ['at the end of the year', '2026-12-20T09:00', '2027-01-15', '2027-02-01T17:00'],
] as const)('a limit that begins once a month waits for its round: %s', (_, filed, round, due) => {
  expect(nextRound(calendar, monthly.fromDayOfMonth, at(filed))).toBe(round)
  expect(nextRound(calendar, undefined, at(filed))).toBeUndefined()
  expect(shown(expectedDue(calendar, monthly, at(filed)))).toBe(due)
})

test('the days before the round are explained as waiting, and its first day is not counted', () => {
  const submitted = { kind: 'submit', at: at('2026-11-11T09:00'), data: {} } as Action
  const lines = explainDossierDue(calendar, monthly, [submitted])
  const reasonOn = (day: string) => lines.find(({ date }) => date === day)?.reason.text
  expect(reasonOn('2026-11-12')).toBe('Chờ đợt xét hằng tháng, chưa tính')
  expect(reasonOn('2026-11-16')).toBe('Đợt xét hằng tháng bắt đầu, ngày đầu không tính')
  expect(reasonOn('2026-11-17')).toBe('Ngày làm việc thứ 1')
  expect(lines.at(-1)).toMatchObject({ due: true, date: '2026-12-01' })
})

test('eight working hours of a day of seven and a half end at the hour they are up, not with the next day', () => {
  const limit = terms(8, 'hour')
  expect(shown(expectedDue(calendar, limit, at('2026-11-26T08:00')))).toBe('2026-11-27T08:30')
  expect(shown(expectedDue(calendar, limit, at('2026-11-27T16:00')))).not.toBe('2026-11-30T17:00')
})

test('who has less time to complete a dossier is told the end of it', () => {
  const asked = at('2026-11-26T09:00')
  expect(shown(supplementDue({}, asked))).toBe('2026-12-17T17:00')
  expect(shown(supplementDue({ supplementWithin: { workingDays: 2 } }, asked))).toBe('2026-11-30T17:00')
})

test('what was left of the hours to accept in goes on once money is there; what was late before it was owed stays late', () => {
  const duty = (openedAt: string): Standings => ({
    fee: {
      key: 'fee',
      kind: 'duty',
      who: [],
      rests: true,
      state: 'settled',
      outstanding: [],
      openedAt: at(openedAt),
      openedSeq: 2,
      dueAt: null,
      settledAt: at('2026-11-26T08:00'),
      settledSeq: 3,
    },
  })
  const paid = { at: at('2026-11-26T08:00'), seq: 3 }
  const acceptBy = at('2026-11-25T08:30')
  expect(shown(resumedAcceptance(calendar, duty('2026-11-23T17:00'), acceptBy, paid))).toBe(
    '2026-11-26T09:00',
  )
  expect(shown(resumedAcceptance(calendar, duty('2026-11-25T09:00'), acceptBy, paid))).toBe(
    '2026-11-25T08:30',
  )
})
