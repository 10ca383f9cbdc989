import { expect, test } from 'vitest'
import type { SimpleQuestion } from '../definition.ts'
import { showValue } from './show-value.ts'

const question = { key: 'nha', label: 'Nơi cư trú', type: 'address' } as SimpleQuestion
const context = { now: new Date(0), unitName: () => 'Phường Thuận Hóa' } as never
const shown = (detail: string) => showValue(question, { unit: '19789', detail }, context)

test('an address says its commune once, as in the middle of a sentence', () => {
  expect(shown('18 Lê Lợi')).toBe('18 Lê Lợi, phường Thuận Hóa')
  expect(shown('Kiệt 42, phường Thuận Hóa')).toBe('Kiệt 42, phường Thuận Hóa')
  expect(shown('Phường Thuận Hóa')).toBe('Phường Thuận Hóa')
  expect(shown('')).toBe('Phường Thuận Hóa')
})
