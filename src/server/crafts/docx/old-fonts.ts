/** Text typed in the fonts Vietnamese was written in before Unicode: TCVN 5712 (`.VnTime`) and VNI (`VNI-Times`). */

export type OldEncoding = 'tcvn3' | 'tcvn3-capitals' | 'vni'

/** By the name of a font; `.VnTimeH` shows every letter as a capital. */
export function encodingOf(font: string | null | undefined): OldEncoding | undefined {
  if (!font) return undefined
  if (/^\.?vn/i.test(font) && font.startsWith('.')) return /H$/.test(font.trim()) ? 'tcvn3-capitals' : 'tcvn3'
  return /^vni[- ]/i.test(font) ? 'vni' : undefined
}

const vowels = ['a', 'ă', 'â', 'e', 'ê', 'i', 'o', 'ô', 'ơ', 'u', 'ư', 'y']
/** Huyền, hỏi, ngã, sắc, nặng, as the tables below go. */
const tones = ['\u0300', '\u0309', '\u0303', '\u0301', '\u0323']

const tcvn3Toned = 'µ¶·¸¹ »¼½¾Æ ÇÈÉÊË ÌÎÏÐÑ ÒÓÔÕÖ ×ØÜÝÞ ßáâãä åæçèé êëìíî ïñòóô õö÷øù úûüýþ'.split(' ')

const tcvn3 = new Map<string, string>([
  ...[...'¨©ª«¬\u00ad®'].map((code, index) => [code, 'ăâêôơưđ'[index] ?? ''] as const),
  ...[...'¡¢£¤¥¦§'].map((code, index) => [code, 'ĂÂÊÔƠƯĐ'[index] ?? ''] as const),
  ...tcvn3Toned.flatMap((codes, vowel) =>
    [...codes].map((code, tone) => [code, `${vowels[vowel]}${tones[tone]}`.normalize('NFC')] as const),
  ),
])

const vniMarks: Record<string, string> = {
  ø: '\u0300',
  û: '\u0309',
  õ: '\u0303',
  ù: '\u0301',
  ï: '\u0323',
  â: '\u0302',
  à: '\u0302\u0300',
  å: '\u0302\u0309',
  ã: '\u0302\u0303',
  á: '\u0302\u0301',
  ä: '\u0302\u0323',
  ê: '\u0306',
  è: '\u0306\u0300',
  ú: '\u0306\u0309',
  ü: '\u0306\u0303',
  é: '\u0306\u0301',
  ë: '\u0306\u0323',
}
const vniLetters: Record<string, string> = {
  ô: 'ơ',
  ö: 'ư',
  ñ: 'đ',
  æ: 'ỉ',
  ó: 'ĩ',
  ò: 'ị',
  î: 'ỵ',
  ì: 'ì',
  í: 'í',
}

/**
 * The same words in Unicode; undefined where the text holds letters no such font has, so that it is Unicode already whatever its font
 * is called.
 */
export function toUnicode(text: string, encoding: OldEncoding): string | undefined {
  if (/[^\p{Cc} -ÿ–-…]/u.test(text)) return undefined
  if (encoding === 'vni') return fromVni(text)
  const read = Array.from(text, (code) => tcvn3.get(code) ?? code).join('')
  return encoding === 'tcvn3-capitals' ? read.toLocaleUpperCase('vi') : read
}

/** A mark of VNI is a letter of its own after the vowel it belongs to. */
function fromVni(text: string): string {
  let read = ''
  let vowel = false
  for (const letter of text) {
    const small = letter.toLowerCase()
    const isCapital = letter !== small
    const mark = vniMarks[small]
    if (mark && vowel) {
      read += mark
      vowel = false
      continue
    }
    const own = vniLetters[small]
    const shown = own ? (isCapital ? own.toLocaleUpperCase('vi') : own) : letter
    read += shown
    vowel = /[aeiouyơư]/i.test(shown)
  }
  return read.normalize('NFC')
}
