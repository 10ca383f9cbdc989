/** Vietnamese letters of before Unicode: what fonts drew in the places of other letters. */
import { countSyllables } from './vietnamese.ts'

/** How the letters of a column are meant. `unicode` needs nothing done. */
export type Letters = 'unicode' | 'tcvn3' | 'vni' | 'windows-1258'

/** TCVN 5712:1993 (VN3, fonts `.Vn…`), from byte A1 to FE. */
const tcvn3 =
  'ĂÂÊÔƠƯĐăâêôơưđẰ\u0300\u0309\u0303\u0301\u0323àảãáạẲằẳẵắẴẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíịòỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵ'
const tcvn3First = 0xa1

/** VNI for Windows: marks that follow a vowel, and letters in one place. */
const vniMarks: Record<string, string> = {
  ù: '\u0301',
  ø: '\u0300',
  û: '\u0309',
  õ: '\u0303',
  ï: '\u0323',
  â: '\u0302',
  á: '\u0302\u0301',
  à: '\u0302\u0300',
  å: '\u0302\u0309',
  ã: '\u0302\u0303',
  ä: '\u0302\u0323',
  ê: '\u0306',
  é: '\u0306\u0301',
  è: '\u0306\u0300',
  ú: '\u0306\u0309',
  ü: '\u0306\u0303',
  ë: '\u0306\u0323',
}
const vniLetters: Record<string, string> = {
  ñ: 'đ',
  ô: 'ơ',
  ö: 'ư',
  î: 'ỵ',
  æ: 'ỉ',
  ó: 'ĩ',
  ò: 'ị',
  í: 'í',
  ì: 'ì',
}

function fromTcvn3(text: string): string {
  let out = ''
  for (const letter of text) out += tcvn3[(letter.codePointAt(0) ?? 0) - tcvn3First] ?? letter
  return out.normalize('NFC')
}

function fromVni(text: string): string {
  let out = ''
  let last = ''
  for (const letter of text) {
    const small = letter.toLowerCase()
    const mark = vniMarks[small]
    const whole = vniLetters[small]
    if (mark !== undefined && /[aeouyôö]/i.test(last)) out += mark
    else if (whole !== undefined) out += small === letter ? whole : whole.toUpperCase()
    else out += letter
    last = letter
  }
  return out.normalize('NFC')
}

const windows1258 = new TextDecoder('windows-1258')

/** A letter a byte, as files without an encoding are read. */
function fromWindows1258(text: string): string {
  return windows1258.decode(Uint8Array.from(text, (letter) => letter.charCodeAt(0))).normalize('NFC')
}

const readers: Record<Letters, (text: string) => string> = {
  unicode: (text) => text,
  tcvn3: fromTcvn3,
  vni: fromVni,
  'windows-1258': fromWindows1258,
}

/** A text in these letters as it is meant. */
export function readLetters(text: string, letters: Letters): string {
  return plain.test(text) ? text : readers[letters](text)
}

const plain = /^[\0-\x7f]*$/
const oldOnly = /[\u0080-\u00ff]/
/** Of the words with a mark so many must be Vietnamese before another reading is believed. */
const believed = 0.6
const mostLooked = 20_000

/**
 * How the texts of one column are meant: as they stand, unless another reading makes clearly more of their words Vietnamese.
 * `areBytes`: each letter stands for a byte, so that "as they stand" is no reading at all.
 */
export function judgeLetters(texts: Iterable<string>, areBytes: boolean): Letters {
  let looked = ''
  for (const text of texts) {
    if (!oldOnly.test(text)) continue
    looked += ` ${text}`
    if (looked.length > mostLooked) break
  }
  if (looked === '') return areBytes ? 'windows-1258' : 'unicode'
  const kinds: Letters[] = areBytes ? ['windows-1258', 'tcvn3', 'vni'] : ['unicode', 'tcvn3', 'vni']
  const judged = kinds.map((letters) => ({ letters, share: shareOf(readLetters(looked, letters)) }))
  const [first] = judged
  const [best] = judged.toSorted((one, other) => other.share - one.share)
  if (!first || !best) return 'unicode'
  return best.share >= believed && best.share > first.share ? best.letters : first.letters
}

function shareOf(text: string): number {
  const { told, right } = countSyllables(text)
  return told === 0 ? 0 : right / told
}
