import { expect, test } from 'vitest'
import { withinSentence, writeAddress } from './address.ts'

const here = 'Phường Thuận Hóa, thành phố Huế'

test.each([
  ['5 Lê Lợi', here, '5 Lê Lợi, phường Thuận Hóa, thành phố Huế'],
  ['', here, here],
  ['5 Lê Lợi', '', '5 Lê Lợi'],
  ['Tổ 1, phường Thuận Hóa', here, 'Tổ 1, phường Thuận Hóa, thành phố Huế'],
  ['Tổ 1, Phường Thuận Hoá, TP. Huế', here, 'Tổ 1, phường Thuận Hóa, thành phố Huế'],
  ['Tổ 1, phường Thuận Hóa, Thành phố Huế', here, 'Tổ 1, phường Thuận Hóa, thành phố Huế'],
  ['5 Lê Lợi, Huế', here, '5 Lê Lợi, phường Thuận Hóa, thành phố Huế'],
  ['phường Thuận Hóa', here, here],
  ['Thôn Sơn Đông', 'Xã Sơn Đông, tỉnh Phú Thọ', 'Thôn Sơn Đông, xã Sơn Đông, tỉnh Phú Thọ'],
  ['12 Rue de Lyon, Paris', 'Pháp', '12 Rue de Lyon, Paris, Pháp'],
])('“%s” in %s is %s', (detail, place, whole) => {
  expect(writeAddress(detail, place)).toBe(whole)
})

test('the kind of a commune is small inside a sentence, a name stays a name', () => {
  expect(withinSentence('Phường Thuận Hóa')).toBe('phường Thuận Hóa')
  expect(withinSentence('Phường 1')).toBe('phường 1')
  expect(withinSentence('Lào')).toBe('Lào')
  expect(withinSentence('Xã viên hợp tác xã')).toBe('Xã viên hợp tác xã')
})
