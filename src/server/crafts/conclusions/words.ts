/** A text as words and marks with their places, compared without regard to case and to where older spelling puts a tone. */

export interface Word {
  text: string
  /** Lower case, composed, tones where today's spelling has them. */
  key: string
  start: number
  end: number
  isMark: boolean
}

const older = new Map(
  [
    'oà òa',
    'oá óa',
    'oả ỏa',
    'oã õa',
    'oạ ọa',
    'oè òe',
    'oé óe',
    'oẻ ỏe',
    'oẽ õe',
    'oẹ ọe',
    'uỳ ùy',
    'uý úy',
    'uỷ ủy',
    'uỹ ũy',
    'uỵ ụy',
  ].map((pair) => [pair.slice(0, 2), pair.slice(3)]),
)
const token = /[\p{L}\p{M}\p{N}]+(?:[/.-][\p{L}\p{N}]+)*|[^\s\p{L}\p{M}\p{N}]/gu
const letter = /[\p{L}\p{N}]/u

/** The words and marks of an NFC text in order, each with its place in UTF-16 units. A number with its points and strokes is one word. */
export function readWords(text: string, from = 0): Word[] {
  return Array.from(text.matchAll(token), ({ 0: found, index }) => {
    const start = from + index
    return { text: found, key: keyOf(found), start, end: start + found.length, isMark: !letter.test(found) }
  })
}

/** What two spellings of one word have in common. */
export function keyOf(word: string): string {
  const lower = word.normalize('NFC').toLowerCase()
  const last = lower.slice(-2)
  // Only at the end of a syllable: “toàn” has its tone where it belongs.
  return older.has(last) && !lower.startsWith('qu') ? lower.slice(0, -2) + older.get(last) : lower
}

export function isCapital(word: Word | undefined): boolean {
  return word !== undefined && !word.isMark && word.text[0] !== word.text[0]?.toLowerCase()
}
