/**
 * What Vietnamese text is found by. `Đăng kí khai sinh`, `ĐĂNG KÝ KHAI SINH` and `dang ky khai sinh` have one key:
 * marks fall away (and with them the choice between hòa and hoà), đ is d, case and spacing do not matter, and a
 * lone final y after a consonant is i, because both are written: ký/kí, lý/lí, mỹ/mĩ, tỷ/tỉ, quý/quí. Elsewhere
 * y stays (tay/tai, thúy/thúi, yên). Punctuation separates words unless it holds a code together (1.001193, 05/QĐ-UBND).
 */
export function searchKey(text: string): string {
  const bare = text.toLowerCase().normalize('NFD').replace(marks, '').replaceAll('đ', 'd').normalize('NFC')
  return foldFinalY(bare)
    .replace(/[^\p{L}\p{N}./_-]+/gu, ' ')
    .replace(/(?<![\p{L}\p{N}])[./_-]+|[./_-]+(?![\p{L}\p{N}])/gu, ' ')
    .replace(/ +/g, ' ')
    .trim()
}

/** Lower case without tone and vowel marks, đ as d; one character for each character of the NFC text. */
export function stripMarks(text: string): string {
  return Array.from(text.normalize('NFC'), stripCharacter).join('')
}

/** Equal for texts that differ only in case, spacing and the place of the tone mark: hòa and hoà, thủy and thuỷ. */
export function toneKey(text: string): string {
  const placed = text
    .normalize('NFD')
    .toLowerCase()
    // Old style puts the tone on the first vowel of a final oa, oe, uy; in `quy` the u belongs to the consonant.
    .replace(oldTonePlace, '$1$3$2')
  return placed.normalize('NFC').replace(/\s+/g, ' ').trim()
}

const marks = /[\u0300-\u036f]/g
const tones = '\u0300\u0301\u0303\u0309\u0323'
const oldTonePlace = new RegExp(
  `(o(?=[${tones}][ae])|(?<!q)u(?=[${tones}]y))([${tones}])([aey])(?![\\p{L}\\p{M}])`,
  'gu',
)
const finalY = /(?<=(?<!\p{L})(?:[bcdghklmnpqrstvx]{1,3}|qu))y(?!\p{L})/gu

/** Keeps the length, so that a position in the key is a position in the text. */
export function foldFinalY(stripped: string): string {
  return stripped.replace(finalY, 'i')
}

function stripCharacter(character: string): string {
  if (character === 'đ' || character === 'Đ') return 'd'
  const base = character.normalize('NFD').replace(marks, '').toLowerCase()
  // A character that becomes longer or vanishes would shift every position after it.
  return base.length === character.length ? base : base === '' ? ' ' : character
}
