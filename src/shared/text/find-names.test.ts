import assert from 'node:assert/strict'
import { test } from 'vitest'
import { findNames } from './find-names.ts'

const names = [
  'Phòng Văn hóa - Xã hội phường Thuận Hóa',
  'Sở Nội vụ',
  'Sở Văn hóa và Thể thao',
  'Ủy ban nhân dân xã Hóa Châu',
  'Ủy ban nhân dân xã Hòa Châu',
]

test('names are found with and without accents, in any order of words', () => {
  for (const typed of ['noi vu', 'Nội vụ', 'so noi', 'vu noi', 'SỞ NỘI VỤ', 'nộ'.normalize('NFD')])
    assert.deepEqual(findNames(names, typed), ['Sở Nội vụ'], typed)
  assert.deepEqual(findNames(names, 'van hoa the thao'), ['Sở Văn hóa và Thể thao'])
  assert.deepEqual(findNames(names, 'xa hoi'), ['Phòng Văn hóa - Xã hội phường Thuận Hóa'])
  assert.deepEqual(findNames(['Văn phòng phường Thuận Hóa', ...names], 'van hoa'), [
    'Phòng Văn hóa - Xã hội phường Thuận Hóa',
    'Sở Văn hóa và Thể thao',
    'Văn phòng phường Thuận Hóa',
  ])
  assert.deepEqual(findNames(names, 'hoa chau'), [
    'Ủy ban nhân dân xã Hóa Châu',
    'Ủy ban nhân dân xã Hòa Châu',
  ])
  assert.deepEqual(findNames(names, 'Hòa Châu'), ['Ủy ban nhân dân xã Hòa Châu'], 'accents typed are meant')
  assert.deepEqual(findNames(names, ' hoà châu '), ['Ủy ban nhân dân xã Hòa Châu'])
})

test('nothing is found by nothing, by the middle of a word or by what no name has', () => {
  for (const typed of ['', '  ', '-', 'oi vu', 'kho bạc'])
    assert.deepEqual(findNames(names, typed), [], typed)
})
