import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { loadCalendar } from './calendar.ts'
import { openingOf } from './opening.ts'

const calendar = loadCalendar(JSON.parse(readFileSync('province/hue/calendar.json', 'utf8')))

test.each([
  ['in the middle of the morning', '2026-11-27T09:00+07:00', true, '2026-11-27'],
  ['in the midday rest', '2026-11-27T12:15+07:00', true, '2026-11-27'],
  ['before the offices open', '2026-11-27T05:00+07:00', false, '2026-11-27'],
  ['on Friday evening', '2026-11-27T20:00+07:00', false, '2026-11-30'],
  ['on a Sunday', '2026-11-29T10:00+07:00', false, '2026-11-30'],
  ['on the eve of 2 September', '2026-08-31T23:00+07:00', false, '2026-09-03'],
])('%s', (_, at, isOpen, day) => {
  expect(openingOf(calendar, new Date(at))).toMatchObject({ isOpen, day })
})
