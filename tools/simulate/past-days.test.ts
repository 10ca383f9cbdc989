import { expect, test } from 'vitest'
import { provinceCalendar } from '#server/platform/province.ts'
import { spreadOverDays } from './past-days.ts'

test('the days add up, and the last holds what has come by then', () => {
  const hour = 3_600_000
  const until = (hours: number) => spreadOverDays(provinceCalendar(), '2026-11-27', 90, 20_000, hours * hour)
  const lastOf = (hours: number) => until(hours).at(-1)?.dossiers ?? 0
  for (const hours of [0, 1.2, 11, 24]) {
    expect(until(hours).reduce((sum, { dossiers }) => sum + dossiers, 0)).toBe(20_000)
  }
  expect(lastOf(0)).toBe(0)
  expect(lastOf(1.2)).toBeLessThan(0.02 * lastOf(24))
  expect(lastOf(11) / lastOf(24)).toBeCloseTo(0.44, 1)
})
