import { toneKey } from './search-key.ts'

/** What a letter cannot stand for: why, what it looked like, and what to write in its place when that is known. */
export interface WrongLetter {
  /** `invisible`: nobody sees it; `stacked`: a mark upon a letter that never bears it; `other`: no letter of a name. */
  kind: 'invisible' | 'stacked' | 'look_alike' | 'other'
  /** As it can be shown; a mark with the letter before it. */
  letter: string
  codePoint: string
  /** The how many-th character it is, from 1. */
  position: number
  instead: string | undefined
}

export type NameReading = { name: string } | { wrong: WrongLetter }

/**
 * A person's name as it is stored: NFC, single spaces, one apostrophe. Its letters are those of the Latin script as
 * passports print them, with the marks of Vietnamese and of the scripts of its peoples: `H'Hen Niê`, `K'Brêu`, `Siu Bơ̆k`.
 * Whatever only looks like one of them, is not seen or stands upon another mark is named, not mended.
 */
export function readPersonName(text: string): NameReading {
  const name = text.normalize('NFC').replace(spaces, ' ').replace(edges, '').replace(apostrophes, "'")
  let before = ''
  for (const character of name) {
    const isBegun = before !== ''
    if (!isLetter(character) && !(isBegun && (between.has(character) || isBreve(character, before))))
      return { wrong: wrongLetter(character, before) }
    before += character
  }
  return { name }
}

/** Names that are one to those who read them: case, spacing and the place of the tone mark aside. */
export function isSameName(one: string, other: string): boolean {
  const key = (text: string) => toneKey(text.normalize('NFC').replace(apostrophes, "'"))
  return key(one) === key(other)
}

const spaces = /[ \t\n\r\u00a0]+/g
/** Not `trim`, which takes a byte order mark for a space. */
const edges = /^ | $/g
/** What keyboards put for the apostrophe of `H'Hen`. */
const apostrophes = /[\u2018\u2019\u02bc]/g
const between: ReadonlySet<string> = new Set([' ', "'", '-', '.'])

/**
 * Latin letters that only look like others. Ð and ð are Icelandic and in capitals the very Đ; ǎ is no ă; kra, long s
 * and dotless i are k, s and i.
 */
const confusable: ReadonlySet<string> = new Set([...'ÐðÞþĸſıŊŋ'])

function isLetter(character: string): boolean {
  if (/^[A-Za-z]$/.test(character)) return true
  if (confusable.has(character) || character.normalize('NFKC') !== character) return false
  // Latin-1, Extended-A; ơ ư ƀ ș ț of Extended-B; what Vietnamese has with two marks; ẞ.
  return /^[À-ÖØ-öø-ÿĀ-žƠơƯưɃƀȘșȚțẞẠ-ỹ]$/.test(character)
}

/** The short vowels of Bahnar, Jarai, Rade and Koho that Unicode has no letter for: ê̆ ô̆ ơ̆ ư̆, one breve each. */
function isBreve(character: string, before: string): boolean {
  return character === '\u0306' && /[âêôơư]$/i.test(before)
}

function wrongLetter(character: string, before: string): WrongLetter {
  const codePoint = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
  const told = { codePoint, position: Array.from(before).length + 1 }
  if (invisible.test(character)) return { kind: 'invisible', letter: '', instead: undefined, ...told }
  if (/^\p{M}$/u.test(character)) {
    const bearer = Array.from(before).findLast((letter) => /^\p{L}$/u.test(letter))
    return { kind: 'stacked', letter: `${bearer ?? '◌'}${character}`, instead: bearer, ...told }
  }
  const instead = latinFor(character)
  return { kind: instead ? 'look_alike' : 'other', letter: character, instead, ...told }
}

const invisible = /^[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]$/u

/** Cyrillic and Greek letters, and rare Latin ones, by the plain letter they are taken for (UTS #39 names more). */
const lookAlikes = new Map(
  [
    'AАΑ BВΒ CСϹ EЕΕ HНΗ IІΙ JЈ KКΚ MМΜ NΝ OОΟ PРΡ SЅ TТΤ XХΧ YҮΥ ZΖ',
    'aаαɑ cсϲ eе gɡ iіιı jј kκĸ oοо pрρ sѕſ vν xх yуγ ăǎ ĂǍ ĐÐƉ đð nŋ NŊ',
  ]
    .join(' ')
    .split(' ')
    .flatMap(([plain = '', ...others]) => others.map((other): [string, string] => [other, plain])),
)

function latinFor(character: string): string | undefined {
  const alike = lookAlikes.get(character)
  if (alike) return alike
  const plain = character.normalize('NFKC').replace(spaces, ' ').trim()
  return plain !== '' && Array.from(plain).every((letter) => isLetter(letter) || between.has(letter))
    ? plain
    : undefined
}
