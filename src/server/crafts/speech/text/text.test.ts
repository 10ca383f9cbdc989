/** What was heard as it is written: numbers and dates where nothing else can be meant, announced terms where the sound allows it. */
import { describe, expect, test } from 'vitest'
import { asWritten } from './as-written.ts'
import { soundDistance } from './syllables.ts'
import { withTerms } from './terms.ts'

const heard = (text: string, probability = 0.6) =>
  text.split(' ').map((one, at) => ({ text: one, start: at, end: at + 1, probability }))
const written = (text: string) =>
  asWritten(heard(text))
    .map((word) => word.text)
    .join(' ')

describe('numbers', () => {
  test.each([
    ['trước ngày mười lăm tháng mười,', 'trước ngày 15 tháng 10,'],
    ['ngày ba mươi tháng tư năm hai nghìn không trăm hai mươi sáu.', 'ngày 30 tháng 4 năm 2026.'],
    ['năm hai không hai sáu', 'năm 2026'],
    ['ngày mùng hai tháng chín', 'ngày mùng 2 tháng 9'],
    ['đạt chín mươi lăm phẩy năm phần trăm', 'đạt 95,5%'],
    ['hai trăm linh năm nghìn đồng', '205.000 đồng'],
    ['ba triệu hai trăm nghìn', '3.200.000'],
    ['hai nghìn tỷ đồng', '2.000 tỷ đồng'],
    ['có hai lăm xã', 'có 25 xã'],
    ['hai nghìn năm lịch sử', '2.000 năm lịch sử'],
    ['Nghị quyết năm mươi bảy', 'Nghị quyết 57'],
  ])('%s', (said, expected) => expect(written(said)).toBe(expected))

  test.each([
    'ngày một tăng',
    'mười năm qua',
    'hai ba ngày nữa',
    'một trong các việc',
    'ba tháng một lần',
    'mười tháng một lần',
    'vài trăm hộ',
    'không ai nói',
  ])('%s: stays as it was said', (said) => {
    expect(written(said)).toBe(said)
  })

  test('span the time they were said in, and end where a comma stands', () => {
    expect(asWritten(heard('gồm hai mươi, ba mươi'))).toMatchObject([
      { text: 'gồm' },
      { text: '20,', start: 1, end: 3 },
      { text: '30', start: 3, end: 5 },
    ])
  })
})

test('tone marks stand where laws put them', () => {
  expect(written('Hoà khoẻ, tuý. quý hoàn thuỷ')).toBe('Hòa khỏe, túy. quý hoàn thủy')
})

test('syllables sound alike by initial, rhyme and tone', () => {
  expect(soundDistance('sở', 'sở')).toBe(0)
  expect(soundDistance('sở', 'xở')).toBeLessThan(0.1)
  expect(soundDistance('trường', 'chường')).toBeLessThan(0.1)
  expect(soundDistance('nghĩ', 'nghỉ')).toBeLessThan(0.1)
  expect(soundDistance('gì', 'dì')).toBe(0)
  expect(soundDistance('quốc', 'cuốc')).toBeLessThan(soundDistance('quốc', 'tháng'))
  expect(soundDistance('phong', 'điền')).toBeGreaterThan(0.5)
})

describe('terms', () => {
  const said = (text: string, terms: string[], probability?: number) =>
    withTerms(heard(text, probability), terms)
      .map((word) => word.text)
      .join(' ')

  test('stand where they sound alike, as they are written, with the punctuation that was heard', () => {
    expect(said('giao cho chị Nguyễn Thị Xương, hạn tháng 10', ['Nguyễn Thị Sương'])).toBe(
      'giao cho chị Nguyễn Thị Sương, hạn tháng 10',
    )
    expect(said('đề nghị xã phong điên báo cáo', ['Phong Điền', 'A Lưới 2'])).toBe(
      'đề nghị xã Phong Điền báo cáo',
    )
    expect(said('xã a lưới 2 và a lưới 3', ['A Lưới 2'])).toBe('xã A Lưới 2 và a lưới 3')
  })

  test('are not put where something else was said, nor where the engine is sure of another word', () => {
    const text = 'hôm nay chúng ta họp về công tác phòng chống bão'
    expect(said(text, ['Nguyễn Văn Minh', 'Sở Tài chính', 'Phong Điền', 'phòng cháy'])).toBe(text)
    expect(said('hai bàn tay', ['hai bạn thay'], 0.99)).toBe('hai bàn tay')
  })

  test('have the time of what was heard in their place', () => {
    const words = withTerms(heard('xã Hương Thủy nhé'), ['Hương Thủy'])
    expect(words.map(({ text, start, end }) => [text, start, end])).toEqual([
      ['xã', 0, 1],
      ['Hương', 1, 2],
      ['Thủy', 2, 3],
      ['nhé', 3, 4],
    ])
  })
})
