import { expect, test } from 'vitest'
import { newId } from './id.ts'

test('identifiers made in one millisecond sort in the order they were made, and none is made twice', () => {
  const at = Date.parse('2026-11-23T08:00:00+07:00')
  const ids = Array.from({ length: 1000 }, () => newId(at))
  expect(ids.toSorted()).toEqual(ids)
  expect(new Set(ids).size).toBe(1000)
  for (const id of ids)
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
})
