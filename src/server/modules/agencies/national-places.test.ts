import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { processorTimeOf } from '#tests/time/processor-time.ts'
import { findPlaces, placeName } from './national-places.ts'

const names = (query: string) => findPlaces(query).map(({ name }) => name)

test.each([
  ['Hải Châu Đà Nẵng', 'Phường Hải Châu, thành phố Đà Nẵng'],
  ['hai chau da nang', 'Phường Hải Châu, thành phố Đà Nẵng'],
  ['Phường Hội An', 'Phường Hội An, thành phố Đà Nẵng'],
  ['xã Sơn Đông', 'Xã Sơn Đông, tỉnh Phú Thọ'],
  ['Trúc Bạch', 'Phường Ba Đình, thành phố Hà Nội'],
  ['Bến Nghé', 'Phường Sài Gòn, thành phố Hồ Chí Minh'],
  ['phường 1 quận 3', 'Phường Bàn Cờ, thành phố Hồ Chí Minh'],
  ['P.1, Q.3', 'Phường Bàn Cờ, thành phố Hồ Chí Minh'],
  ['phường Hải Châu 1', 'Phường Hải Châu, thành phố Đà Nẵng'],
  ['phường Phú Nhuận, tỉnh Thừa Thiên Huế', 'Phường Thuận Hóa, thành phố Huế'],
  ['Thuận Hoá', 'Phường Thuận Hóa, thành phố Huế'],
  ['Thuận Hóa', 'Phường Thuận Hóa, thành phố Huế'],
  ['Yên Hoà', 'Phường Yên Hòa, thành phố Hà Nội'],
  ['Yên Hòa', 'Phường Yên Hòa, thành phố Hà Nội'],
  ['hàn quốc', 'Hàn Quốc'],
  ['lao', 'Lào'],
])('“%s” leads to %s', (query, name) => {
  expect(names(query).slice(0, 3)).toContain(name)
})

test('a former name says what it was, and a divided commune leads to each of its heirs', () => {
  expect(findPlaces('Bến Nghé quận 1')[0]?.note).toBe('phường Bến Nghé, quận 1, thành phố Hồ Chí Minh')
  expect(findPlaces('phường Điện Biên quận Ba Đình').map(({ code }) => code)).toEqual(
    expect.arrayContaining(['00004', '00070', '00190', '00226']),
  )
})

test.each([
  ['Đà Nẵng', 94, 'thành phố Đà Nẵng'],
  ['tỉnh Quảng Nam', 70, 'thành phố Đà Nẵng'],
  ['quận Hải Châu', 2, 'thành phố Đà Nẵng'],
  ['tp hcm', 168, 'thành phố Hồ Chí Minh'],
])('“%s” alone brings all of it', (query, least, province) => {
  const found = names(query)
  expect(found.length).toBeGreaterThanOrEqual(least)
  expect(found.every((name) => name.endsWith(province))).toBe(true)
})

test('within a province only its own communes are found, by old names too', () => {
  const found = findPlaces('Phú Nhuận', { among: new Set(['19789']) })
  expect(found.map(({ code }) => code)).toEqual(['19789'])
})

test('a code is known by its name, with its province; this country is no place abroad', () => {
  expect(placeName('20242')).toBe('Phường Hải Châu, thành phố Đà Nẵng')
  expect(placeName('KR')).toBe('Hàn Quốc')
  expect([placeName('VN'), placeName('XX'), placeName('99999'), placeName('')]).toEqual(
    Array(4).fill(undefined),
  )
})

test('nothing typed, nonsense and very long text find nothing and cost little', async () => {
  expect([names(''), names('  '), names('q'), names('qwzx vvkk')]).toEqual([[], [], [], []])
  const hostile = ['phuong '.repeat(5000), 'a a a a a a a a a a a a', '('.repeat(10_000), 'xã '.repeat(30)]
  const spent = await processorTimeOf(() => hostile.map((query) => findPlaces(query)))
  expect(spent / hostile.length).toBeLessThan(500)
})

test('one name has one spelling: the tone stands where the official names of the province put it', () => {
  // Hoà, Thuỷ: the tone on the last of two vowels that end a syllable; in `quý` the u belongs to the consonant.
  const newPlace = /(?:o[àáảãạèéẻẽẹ]|(?<!q)u[ỳýỷỹỵ])(?!\p{L})/iu
  for (const file of [
    'viet-nam/communes.json',
    'viet-nam/former-communes.json',
    'hue/units.json',
    'hue/agencies.json',
    'hue/communes.geojson',
    'hue/demo-people.json',
  ]) {
    const lines = readFileSync(`province/${file}`, 'utf8').split('\n')
    expect(lines.filter((line) => newPlace.test(line)).map((line) => line.slice(0, 100))).toEqual([])
  }
})
