import { expect, test } from 'vitest'
import { againstUsual } from './against-usual.ts'

test.each([
  [112, 100, { strong: '+12 %', lines: ['so với', 'cùng giờ thứ Hai'] }],
  [88, 100, { strong: '−12 %', lines: ['so với', 'cùng giờ thứ Hai'] }],
  [100, 100, { lines: ['bằng cùng giờ thứ Hai'] }],
  [1001, 1000, { lines: ['gần bằng cùng giờ thứ Hai'] }],
  [4, 1, { lines: ['cùng giờ thứ Hai thường có 1'] }],
  [1, 1, { lines: ['bằng cùng giờ thứ Hai'] }],
  [3, 0, { lines: ['cùng giờ thứ Hai thường chưa có hồ sơ nào'] }],
  [3, null, { lines: ['chưa có ngày để so'] }],
])('%s beside a usual %s', (value, usual, said) => {
  expect(againstUsual(value, usual, 'thứ Hai')).toEqual(said)
})
