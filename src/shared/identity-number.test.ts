import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  checkIdentityNumber,
  formatIdentityNumber,
  maskIdentityNumber,
  parseIdentityNumber,
} from './identity-number.ts'

test('a number says where, when and what sex', () => {
  expect(parseIdentityNumber('046 190.001234')).toEqual({
    provinceCode: '046',
    provinceName: 'Thừa Thiên Huế',
    gender: 'female',
    century: 20,
    birthYear: 1990,
  })
  expect(parseIdentityNumber('046226000001')).toMatchObject({ gender: 'male', century: 21, birthYear: 2026 })
})

test.each([
  ['04619000123', {}, ['identity.wrong_length']],
  ['0461900012345', {}, ['identity.wrong_length']],
  ['', {}, ['identity.wrong_length']],
  ['04619000123a', {}, ['identity.not_digits']],
  ['003190001234', {}, ['identity.unknown_province']],
  ['000190001234', {}, ['identity.unknown_province']],
  ['046890001234', {}, ['identity.unknown_century']],
  ['046190001234', { bornOn: '2090-01-01' }, ['identity.wrong_birth_year']],
  [
    '046190001234',
    { bornOn: '1991-01-01', gender: 'male' as const },
    ['identity.wrong_birth_year', 'identity.wrong_gender'],
  ],
  ['046190001234', { bornOn: '1990-12-31', gender: 'female' as const }, []],
  ['135190001234', {}, []],
])('%s with %j: %j', (number, known, problems) => {
  expect(checkIdentityNumber(number, known)).toEqual(problems)
})

test('shown masked or grouped', () => {
  expect(maskIdentityNumber('046190123456')).toBe('046•••••3456')
  expect(maskIdentityNumber('123')).toBe('•••')
  expect(formatIdentityNumber('046190123456')).toBe('046 190 123 456')
})

test('no text makes the check throw', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(checkIdentityNumber(text).length === 0).toBe(parseIdentityNumber(text) !== undefined)
    }),
  )
})
