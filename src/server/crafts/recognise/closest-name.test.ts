import { expect, test } from 'vitest'
import { closestName } from './closest-name.ts'

const agencies = [
  'Ủy ban nhân dân phường Thuận Hóa',
  'Ủy ban nhân dân phường Phú Xuân',
  'Ủy ban nhân dân xã A Lưới 1',
  'Ủy ban nhân dân xã A Lưới 2',
  'Sở Nội vụ',
  'Sở Văn hóa và Thể thao',
]

test('a name misread by a letter or two is the one it can only be', () => {
  expect(closestName('ỦY BAN NHÂN DẪN PHƯỜNG THUẬN HÓA', agencies)).toBe(agencies[0])
  expect(closestName('SỞ VĂN HÓA VÀ THẾ THAO', agencies)).toBe(agencies[5])
  expect(closestName('SỞ NỘI VỤ', agencies)).toBe('Sở Nội vụ')
  expect(closestName('ỦY Ễ BAN NHÂN DÂN XÃ A LƯỚI 2', agencies)).toBe(agencies[3])
})

test('of two as near, or of none near enough, nothing is said', () => {
  expect(closestName('ỦY BAN NHÂN DÂN XÃ A LƯỚI', agencies)).toBeUndefined()
  expect(closestName('BỘ NỘI VỤ', agencies)).toBeUndefined()
  expect(closestName('', agencies)).toBeUndefined()
})
