import { describe, expect, test } from 'vitest'
import { isSameName, readPersonName } from './person-name.ts'

describe('a name', () => {
  test.each([
    'Nguyễn Thị Ngọc Ánh',
    'ĐẶNG VĂN ƯỚC',
    "H'Hen Niê",
    "K'Brêu",
    'Y Bĭh Niê Kdăm',
    'Siu Bơ\u0306k',
    'Ksor Mư\u0306n',
    'Rơ Châm H\u2019Yao'.replace('\u2019', "'"),
    'Kpă Klơng',
    'Đinh Ƀƀ',
    'Čil Ñô\u0306',
    'Jean-François Müller',
    'Łukasz Żółć',
    'Nguyễn V. An',
  ])('%s stands as it is', (name) => {
    expect(readPersonName(name)).toEqual({ name })
    expect(readPersonName(name.normalize('NFD'))).toEqual({ name })
  })

  test('is kept with single spaces and one apostrophe', () => {
    expect(readPersonName('  H’Hen \u00a0 Niê\t')).toEqual({ name: "H'Hen Niê" })
    expect(readPersonName('  ')).toEqual({ name: '' })
  })

  test.each([
    ['Cyrillic', 'Nguy\u0435n An', 'look_alike', 'e', 5],
    ['Cyrillic capital', '\u0410n', 'look_alike', 'A', 1],
    ['Greek', 'Nguyễn \u039fanh', 'look_alike', 'O', 8],
    ['fullwidth', 'Nguyễn \uff21n', 'look_alike', 'A', 8],
    ['a ligature', 'Lê \ufb01', 'look_alike', 'fi', 4],
    ['mathematical', '\u{1d400}n', 'look_alike', 'A', 1],
    ['the Icelandic eth for Đ', '\u00d0ặng An', 'look_alike', 'Đ', 1],
    ['dotless i', 'Ng\u0131', 'look_alike', 'i', 3],
    ['caron for breve', 'T\u01cem', 'look_alike', 'ă', 2],
    ['long s', '\u017fam', 'look_alike', 's', 1],
  ])('%s is refused and the letter to write is named', (_, text, kind, instead, position) => {
    expect(readPersonName(text)).toMatchObject({ wrong: { kind, instead, position } })
  })

  test.each([
    '\u200b',
    '\u200d',
    '\u2060',
    '\ufeff',
    '\u00ad',
    '\u202e',
    '\u2066',
    '\u061c',
    '\u180e',
    '\u034f',
    '\u115f',
    '\u3164',
    '\u2800',
    '\ufe0f',
    '\u{e0041}',
    '\u0007',
  ])('a character nobody sees is refused: %j', (hidden) => {
    for (const text of [`${hidden}An`, `Nguyễn${hidden}An`, `An${hidden}`])
      expect(readPersonName(text), text).toMatchObject({ wrong: { kind: 'invisible' } })
  })

  test.each([
    'An\u0301\u0301',
    'Nguyê\u0303\u0301n',
    'A\u0336n',
    'ơ\u0306\u0306',
    'n\u0306',
    ' \u0301An',
    'A\u20dd',
  ])('a mark upon what never bears it is refused: %j', (text) => {
    expect(readPersonName(text)).toMatchObject({ wrong: { kind: 'stacked' } })
  })

  test.each([
    'An 2',
    '<b>An</b>',
    '김철수',
    'สมชาย',
    '田中',
    '𠮷',
    'An😀',
    'An ǃXóõ',
    '-An',
    "'An",
    '٣An',
    'ᴀn',
  ])('%j is no name', (text) => {
    expect(readPersonName(text)).toHaveProperty('wrong')
  })

  test('is the same in capitals, with the tone on another vowel or another apostrophe, and no other', () => {
    expect(isSameName('NGUYỄN  THỊ HÒA', 'Nguyễn Thị Hoà')).toBe(true)
    expect(isSameName('H’Hen Niê', "H'HEN NIÊ")).toBe(true)
    expect(isSameName('Nguyen Thi Hoa', 'Nguyễn Thị Hòa')).toBe(false)
    expect(isSameName('Nguyễn Thị Hòa', 'Nguyễn Thị Hoa')).toBe(false)
  })
})
