import fc from 'fast-check'
import { expect, test } from 'vitest'
import { amountInWords, formatDong, formatNumber, parseNumber } from './money.ts'

test.each([
  [1_005_021, 'Một triệu không trăm linh năm nghìn không trăm hai mươi mốt đồng'],
  [0, 'Không đồng'],
  [10, 'Mười đồng'],
  [11, 'Mười một đồng'],
  [14, 'Mười bốn đồng'],
  [15, 'Mười lăm đồng'],
  [20, 'Hai mươi đồng'],
  [21, 'Hai mươi mốt đồng'],
  [24, 'Hai mươi tư đồng'],
  [55, 'Năm mươi lăm đồng'],
  [101, 'Một trăm linh một đồng'],
  [104, 'Một trăm linh bốn đồng'],
  [110, 'Một trăm mười đồng'],
  [150_000, 'Một trăm năm mươi nghìn đồng'],
  [1_000_005, 'Một triệu không trăm linh năm đồng'],
  [2_000_000_000, 'Hai tỷ đồng'],
  [1_000_000_015, 'Một tỷ không trăm mười lăm đồng'],
  [
    1_234_567_890_123,
    'Một nghìn hai trăm ba mươi tư tỷ năm trăm sáu mươi bảy triệu tám trăm chín mươi nghìn một trăm hai mươi ba đồng',
  ],
  [10n ** 15n, 'Một triệu tỷ đồng'],
])('%s in words', (amount, words) => {
  expect(amountInWords(amount)).toBe(words)
})

test('fractions, negative and enormous amounts are refused', () => {
  for (const amount of [-1, 1.5, Number.NaN, 10n ** 15n + 1n])
    expect(() => amountInWords(amount)).toThrow(RangeError)
})

test('numbers as Vietnamese write them', () => {
  expect(formatDong(1_234_567)).toBe('1.234.567 đồng')
  expect(formatDong(0)).toBe('0 đồng')
  expect(formatNumber(1_234_567.89)).toBe('1.234.567,89')
  expect(formatNumber(12.5)).toBe('12,5')
  expect(formatNumber(-1000)).toBe('-1.000')
  expect(formatNumber(-0.001)).toBe('0')
  expect(formatNumber(12n ** 20n)).toBe('3.833.759.992.447.475.122.176')
})

test('what is written is read back', () => {
  expect(parseNumber('150.000 đồng')).toBe(150_000)
  expect(parseNumber('1 000,5')).toBe(1000.5)
  expect(parseNumber('1.23')).toBeUndefined()
  expect(parseNumber('1,000.50')).toBeUndefined()
  fc.assert(
    fc.property(fc.maxSafeInteger(), (amount) => {
      expect(parseNumber(formatDong(amount))).toBe(amount + 0)
    }),
  )
})

test('different amounts have different words', () => {
  const amounts = fc.integer({ min: 0, max: 10 ** 15 })
  fc.assert(
    fc.property(amounts, amounts, (a, b) => {
      expect(amountInWords(a) === amountInWords(b)).toBe(a === b)
    }),
  )
})
