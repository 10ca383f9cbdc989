import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { stripMarks } from '#shared/text/index.ts'
import { provinces } from './provinces.ts'
import { resolveProvince, sideOfMergers } from './resolve-province.ts'

const before = '2024-12-31'
const today = '2026-01-01'

function codeOf(spelling: string, on?: string): string | string[] {
  const resolved = resolveProvince(spelling, on)
  return 'province' in resolved ? resolved.province.code : resolved.candidates.map(({ code }) => code)
}

test('there are 63 before July 2025 and 34 since', () => {
  const on = (day: string) =>
    provinces.filter(({ since = '', until = '9999' }) => since <= day && day <= until).map(({ code }) => code)
  expect(new Set(on(before)).size).toBe(63)
  expect(new Set(on(today)).size).toBe(34)
  expect(on(before)).toHaveLength(63)
  expect(on(today)).toHaveLength(34)
})

test('a name is found in any spelling', () => {
  for (const spelling of [
    'Huế',
    'THÀNH PHỐ HUẾ',
    'Tp. Hue',
    'Thừa Thiên - Huế',
    'TT-Hue',
    'HU<U+1EBE>',
    'hu\ufffd',
    'Huế'.normalize('NFD'),
  ])
    expect(codeOf(spelling, before), spelling).toBe('46')
  for (const spelling of ['HCMC', 'TP.HCM', 'Sài Gòn', 'Ho Chi Minh City', 'H<U+1ED3> Ch\ufffd Minh'])
    expect(codeOf(spelling, today), spelling).toBe('79')
  expect(codeOf('BRVT', before)).toBe('77')
})

test('a code is of its time; without a time a name of two codes is asked for', () => {
  expect([codeOf('Lào Cai', before), codeOf('Lào Cai', today), codeOf('Lào Cai')]).toEqual([
    '10',
    '15',
    ['10', '15'],
  ])
  expect(codeOf('Yên Bái', before)).toBe('15')
  expect(codeOf('Yên Bái', today)).toEqual([])
  expect(codeOf('Hà Tây', before)).toBe('28')
  expect(sideOfMergers(['Hà Nội', 'Lào Cai', 'Yên Bái'])).toBe('2025-06-30')
  expect(sideOfMergers(['Hà Nội', 'Huế'])).toBe('2025-07-01')
  expect(sideOfMergers(['Hà Nội', 'Lào Cai'])).toBeUndefined()
})

test('a slip, a region or half a name takes nobody', () => {
  expect(codeOf('Dac Lak', before)).toEqual(['66'])
  expect(codeOf('H\ufffd\ufffd\ufffd\ufffd', before)).toEqual(['01', '35'])
  for (const spelling of ['Đồng bằng sông Hồng', 'CẢ NƯỚC', '', 'Hà', '?'.repeat(500)])
    expect(codeOf(spelling, before), spelling).toEqual([])
})

const variants = join(process.cwd(), '../shared/testdata/opendata/province_name_variants.csv')

test.skipIf(!existsSync(variants))(
  'of 666 spellings as they are met, nineteen of twenty resolve and none wrongly',
  () => {
    const bare = (name: string) =>
      stripMarks(name)
        .toLowerCase()
        .replace(/[^a-z]|city|thuathien/g, '')
    const rows = readFileSync(variants, 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.replaceAll('"', '').trimEnd().split(','))
    let resolved = 0
    for (const [original, fixed] of rows) {
      const found = resolveProvince(original ?? '', before)
      if (!('province' in found)) continue
      resolved += 1
      expect(bare(found.province.name).replace('thuathien', ''), original).toBe(
        bare(fixed ?? '').replace('thuathien', ''),
      )
    }
    expect(resolved / rows.length).toBeGreaterThanOrEqual(0.95)
  },
)
