import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { processorTimeOf } from '#tests/time/processor-time.ts'
import { readPersonName } from './person-name.ts'
import { nameOfCharacter, unprintable } from './printable.ts'

test.each([
  'Nguyễn Thị Thùy Dương, số 7A/12 đường Lê Lợi (phường Thuận Hóa) – “nhà riêng”…',
  'NGUYỄN ĐỨC ẴM Ợ Ữ Ỹ'.normalize('NFD'),
  "H'Hen Niê, K'Brêu, Y Ƀlŏk, Ñanh, Müller, Łukasz, Γιώργος, Сергей",
  '1.500.000 ₫, 25 °C, 3 ≥ 2, ½, m², § 5, № 3, ý kiến: → đồng ý',
  'dòng một\ndòng hai\tcột',
  'ặ̉x̣',
])('%s can be printed', (text) => {
  expect(unprintable(text)).toEqual([])
})

test.each([
  ['김철수 và 김', ['김', '철', '수']],
  ['田中 𠮷', ['田', '中', '𠮷']],
  ['สมชาย', [...new Set('สมชาย')]],
  ['សុខ ꨌꩌ', [...new Set('សុខꨌꩌ')]],
  ['được 👍🏽', ['👍', '🏽']],
  ['a\u200db', ['\u200d']],
  ['tên\u202egnừ', ['\u202e']],
  ['gia\u00adđình', ['\u00ad']],
  ['♥\ufe0f', ['\ufe0f']],
  ['\ue000', ['\ue000']],
  ['\u0000', ['\u0000']],
  ['שלום', [...'שלום']],
  ['a\u0300\u0301\u0302\u0303\u0304', ['\u0303', '\u0304']],
])('of %j the paper cannot show %j', (text, found) => {
  expect(unprintable(text)).toEqual(found)
})

test('every letter a name may have can be printed', () => {
  for (let codePoint = 0x20; codePoint <= 0xffff; codePoint += 1) {
    const reading = readPersonName(`An ${String.fromCodePoint(codePoint)}n`)
    if ('name' in reading) expect([codePoint, ...unprintable(reading.name)]).toEqual([codePoint])
  }
})

test('a character that cannot be seen is named by its number', () => {
  expect(['김', '\u200d', '\u0301', '👍'].map(nameOfCharacter)).toEqual(['“김”', 'U+200D', 'U+0301', '“👍”'])
})

test('a long text takes no time', async () => {
  const text = 'a\u0301김'.repeat(200_000)
  expect(await processorTimeOf(() => unprintable(text))).toBeLessThan(1000)
})

/** Names of services, agencies, places, positions: whatever a paper may take from them. */
test('everything the province brings along can be printed', () => {
  const folder = 'province/hue'
  for (const entry of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!entry.endsWith('.json') || /synonym|words/.test(entry)) continue
    const text: string = readFileSync(join(folder, entry), 'utf8')
    expect([entry, ...unprintable(text)]).toEqual([entry])
  }
})
