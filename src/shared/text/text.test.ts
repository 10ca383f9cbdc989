import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  compareNames,
  compareTexts,
  givenName,
  highlight,
  normalise,
  normaliseLines,
  searchKey,
  titleCaseName,
  toneKey,
} from './index.ts'

const shown = (text: string, query: string) =>
  highlight(text, query)
    .map((part) => (part.marked ? `[${part.text}]` : part.text))
    .join('')
const vietnamese = fc
  .array(fc.constantFrom(...'aàảãáạăằâấđeèêệiìoòôơờuùưừyýqgkhlmntcxsHÀĐƯ  \t.-/1\u0301\u0323\u200b'), {
    maxLength: 40,
  })
  .map((letters) => letters.join(''))

test('input becomes NFC without invisible characters and double spaces', () => {
  expect(normalise(' Thừa\u00a0 Thiên\tHuế\u200b\u0000\u202e\uffff '.normalize('NFD'))).toBe('Thừa Thiên Huế')
  expect(normalise('a'.repeat(20), 5)).toBe('aaaaa')
  expect(normalise('abc😀', 4)).toBe('abc')
  expect(normaliseLines('một \r\n\n\n\n hai')).toBe('một\n\nhai')
})

test.each([
  ['Đăng ký khai sinh', 'dang ki khai sinh'],
  ['Đăng kí  KHAI SINH', 'dang ki khai sinh'],
  ['dang ky khai sinh', 'dang ki khai sinh'],
  ['Lý Thường Kiệt', 'li thuong kiet'],
  ['Quý, quí', 'qui qui'],
  ['Thúy may áo Yên Bái', 'thuy may ao yen bai'],
  ['Chân Mây - Lăng Cô', 'chan may lang co'],
  ['Mã 1.001193, số 05/QĐ-UBND.', 'ma 1.001193 so 05/qd-ubnd'],
  ['hòa hoà'.normalize('NFD'), 'hoa hoa'],
])('%s is found by %s', (text, key) => {
  expect(searchKey(text)).toBe(key)
})

test('both tone spellings are one, other differences remain', () => {
  for (const [old, modern] of [
    ['Hòa', 'hoà'],
    ['Thủy Xuân', 'thuỷ  xuân'],
    ['khỏe', 'khoẻ'],
    ['họa', 'hoạ'],
  ] as const) {
    expect(toneKey(old)).toBe(toneKey(modern))
  }
  expect(toneKey('hoàn')).toBe('hoàn')
  expect(toneKey('quý')).toBe('quý')
  expect(toneKey('già')).toBe('già')
  expect(toneKey('của')).toBe('của')
  expect(toneKey('hóa')).not.toBe(toneKey('hòa'))
})

test('people sort by given name, family name, middle name', () => {
  const names = [
    'Trần Văn Đức',
    'Nguyễn Văn An',
    'Lê Thị Ánh',
    'Nguyễn Thị An',
    'Hồ Dũng',
    'Bùi Văn An',
    'Mai Ân',
  ]
  expect(names.toSorted(compareNames)).toEqual([
    'Bùi Văn An',
    'Nguyễn Thị An',
    'Nguyễn Văn An',
    'Lê Thị Ánh',
    'Mai Ân',
    'Hồ Dũng',
    'Trần Văn Đức',
  ])
  expect(givenName('  Tôn Nữ Thị  Ninh ')).toBe('Ninh')
  expect('mâ má mạ mã mà mả ma mă'.split(' ').toSorted(compareTexts).join(' ')).toBe(
    'ma mà mả mã má mạ mă mâ',
  )
})

test('names in capitals are written as names', () => {
  expect(titleCaseName('NGUYỄN  THỊ ÁNH NGUYỆT')).toBe('Nguyễn Thị Ánh Nguyệt')
  expect(titleCaseName("h'hen niê")).toBe("H'Hen Niê")
  expect(titleCaseName('ĐỖ ĐỨC'.normalize('NFD'))).toBe('Đỗ Đức')
})

test.each([
  ['Đăng ký khai sinh', 'dang ki khai', '[Đăng ký khai] sinh'],
  ['Đăng ký khai sinh', 'Đăng k', '[Đăng k]ý khai sinh'],
  ['Đăng ký khai sinh', 'sinh dang', '[Đăng] ký khai [sinh]'],
  ['Chân Mây - Lăng Cô', 'may lang', 'Chân [Mây - Lăng] Cô'],
  ['Mã 1.001193', '1.0011', 'Mã [1.0011]93'],
  ['Thủ tục', 'xyz', 'Thủ tục'],
  ['Thủ tục', ' ', 'Thủ tục'],
])('in %s the query %s marks %s', (text, query, expected) => {
  expect(shown(text, query)).toBe(expected)
})

test('keys are stable, highlighting loses no letter', () => {
  fc.assert(
    fc.property(vietnamese, vietnamese, (text, query) => {
      expect(searchKey(searchKey(text))).toBe(searchKey(text))
      expect(searchKey(text.normalize('NFD'))).toBe(searchKey(text.normalize('NFC')))
      expect(toneKey(toneKey(text))).toBe(toneKey(text))
      expect(normalise(normalise(text))).toBe(normalise(text))
      expect(
        highlight(text, query)
          .map((part) => part.text)
          .join(''),
      ).toBe(text.normalize('NFC'))
    }),
  )
})
