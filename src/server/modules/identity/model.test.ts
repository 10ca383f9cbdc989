import { describe, expect, test } from 'vitest'
import { describeDevice, normaliseLogin, readClaims, safeReturnPath, waitAfter } from './model.ts'

describe('the page to return to', () => {
  test.each([
    ['/ho-so/123?a=1#b', '/ho-so/123?a=1#b'],
    ['/dich-vu/tìm?q=khai sinh', '/dich-vu/t%C3%ACm?q=khai%20sinh'],
    ['/', '/'],
  ])('%s is ours', (path, expected) => expect(safeReturnPath(path)).toBe(expected))

  test.each([
    'https://ke-xau.vn/',
    '//ke-xau.vn/',
    '/\\ke-xau.vn',
    '/\\/ke-xau.vn',
    '/\t/ke-xau.vn',
    '/ho-so\n//ke-xau.vn',
    '/a/..//ke-xau.vn',
    'javascript:alert(1)',
    'ho-so',
    '',
    '/dang-nhap',
    '/dang-nhap/tro-ve?code=1',
    '/dang-xuat',
    '/can-bo/dang-nhap',
    `/${'a'.repeat(3000)}`,
    null,
    undefined,
  ])('%j is not', (path) => expect(safeReturnPath(path, '/nha')).toBe('/nha'))
})

test('the wait grows from nothing to a quarter of an hour', () => {
  expect([0, 2, 3, 4, 5, 20].map((failures) => waitAfter(failures, 3))).toEqual([
    0, 0, 5_000, 10_000, 20_000, 900_000,
  ])
})

test('a login may be typed in capitals and with spaces', () => {
  expect(normaliseLogin('  HUONG.ThuanHoa ')).toBe('huong.thuanhoa')
})

describe('claims', () => {
  const claims = {
    id_number: '046196005218',
    name: 'Trần  Thị Ngọc Ánh'.normalize('NFD'),
    birthdate: '1996-07-25',
  }

  test('are read under the configured name, composed, with the sex the number tells', () => {
    expect(readClaims(claims, 'id_number')).toEqual({
      idNumber: '046196005218',
      fullName: 'Trần Thị Ngọc Ánh'.normalize('NFC'),
      bornOn: '1996-07-25',
      gender: 'female',
    })
    expect(readClaims({ ...claims, cccd: '046196005218', id_number: 'x' }, 'cccd')?.idNumber).toBe(
      '046196005218',
    )
    expect(readClaims({ ...claims, gender: 'Nam' }, 'id_number')?.gender).toBe('male')
  })

  test.each([
    { ...claims, id_number: '46196005218' },
    { ...claims, id_number: undefined },
    { ...claims, birthdate: '1996-02-31' },
    { ...claims, name: '   ' },
  ])('are refused when one we need is missing or malformed: %j', (broken) => {
    expect(readClaims(broken, 'id_number')).toBeUndefined()
  })
})

test('devices are told apart in a list', () => {
  const chrome =
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36'
  const iphone =
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Version/18.0 Mobile Safari/604.1'
  expect(describeDevice(chrome)).toBe('Chrome trên Windows')
  expect(describeDevice(iphone)).toBe('Safari trên iPhone hoặc iPad')
  expect(describeDevice('curl/8')).toBe('Thiết bị không rõ')
})
