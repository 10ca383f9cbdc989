import { expect, test } from 'vitest'
import type { SimpleQuestion } from '../definition.ts'
import { dayInWords, inWords } from './in-words.ts'

test.each([
  ['2026-08-15', 'Ngày mười lăm, tháng tám, năm hai nghìn không trăm hai mươi sáu'],
  ['2021-04-21', 'Ngày hai mươi mốt, tháng tư, năm hai nghìn không trăm hai mươi mốt'],
  ['2005-12-05', 'Ngày năm, tháng mười hai, năm hai nghìn không trăm linh năm'],
  ['2000-10-10', 'Ngày mười, tháng mười, năm hai nghìn'],
  ['1945-09-02', 'Ngày hai, tháng chín, năm một nghìn chín trăm bốn mươi lăm'],
  ['1904-01-31', 'Ngày ba mươi mốt, tháng một, năm một nghìn chín trăm linh bốn'],
  ['2024-02-29', 'Ngày hai mươi chín, tháng hai, năm hai nghìn không trăm hai mươi tư'],
  ['1999-11-25', 'Ngày hai mươi lăm, tháng mười một, năm một nghìn chín trăm chín mươi chín'],
  ['2015-07-14', 'Ngày mười bốn, tháng bảy, năm hai nghìn không trăm mười lăm'],
])('the day %s in words', (day, words) => expect(dayInWords(day)).toBe(words))

test.each([
  [0, 'Không'],
  [4, 'Bốn'],
  [10, 'Mười'],
  [15, 'Mười lăm'],
  [21, 'Hai mươi mốt'],
  [24, 'Hai mươi tư'],
  [30, 'Ba mươi'],
  [105, 'Một trăm linh năm'],
  [2026, 'Hai nghìn không trăm hai mươi sáu'],
  [85.5, 'Tám mươi lăm phẩy năm'],
  [0.05, 'Không phẩy không năm'],
])('the number %s in words', (value, words) => expect(inWords(value)).toBe(words))

test('an amount is read with its đồng, a written day as the day it is, other texts not at all', () => {
  const money = { key: 'von', label: 'Vốn', type: 'money' } as SimpleQuestion
  expect(inWords(50_000_000, money)).toBe('Năm mươi triệu đồng')
  expect(inWords(1_005_021, money)).toBe('Một triệu không trăm linh năm nghìn không trăm hai mươi mốt đồng')
  expect(inWords('05/02/2026')).toBe('Ngày năm, tháng hai, năm hai nghìn không trăm hai mươi sáu')
  expect(inWords('07')).toBe('Bảy')
  expect(inWords('31/02/2026')).toBeUndefined()
  expect(inWords(-1)).toBeUndefined()
  expect(inWords('Lê Lợi')).toBeUndefined()
})
