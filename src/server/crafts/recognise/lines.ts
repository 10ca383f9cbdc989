/** Words on a page put into the lines people see, and a line into pieces where a wide gap parts it. */
import type { Word } from './model.ts'

/** Words beside each other with no wide gap between them. */
export interface Piece {
  text: string
  words: Word[]
  left: number
  top: number
  right: number
  bottom: number
}

/** A gap as wide as this many heights of the line parts two columns. */
const wideGap = 1.3

/** From the top, and from the left within a line. Words of nothing but marks of dirt are left out. */
export function linesOf(words: readonly Word[]): Piece[][] {
  const lines: { middle: number; height: number; words: Word[] }[] = []
  const sorted = words
    .filter(({ text }) => /[\p{L}\p{N}]/u.test(text))
    .sort((one, other) => one.top + one.bottom - other.top - other.bottom)
  for (const word of sorted) {
    const middle = (word.top + word.bottom) / 2
    const line = lines.at(-1)
    if (line && middle - line.middle < 0.5 * Math.max(line.height, word.bottom - word.top)) {
      line.words.push(word)
      line.middle += (middle - line.middle) / line.words.length
      line.height = Math.max(line.height, word.bottom - word.top)
    } else lines.push({ middle, height: word.bottom - word.top, words: [word] })
  }
  return lines.map(({ words }) => piecesOf(words.sort((one, other) => one.left - other.left)))
}

/** Lines below each other, their words parted by one space. */
export function textOf(lines: readonly Piece[][]): string {
  return lines.map((pieces) => pieces.map(({ text }) => text).join(' ')).join('\n')
}

function piecesOf(words: readonly Word[]): Piece[] {
  const height = Math.max(...words.map(({ top, bottom }) => bottom - top))
  const groups: Word[][] = []
  for (const word of words) {
    const before = groups.at(-1)?.at(-1)
    if (before && word.left - before.right < wideGap * height) groups.at(-1)?.push(word)
    else groups.push([word])
  }
  return groups.map(pieceOf)
}

/** What these words are together. */
export function pieceOf(words: Word[]): Piece {
  return {
    text: words.map(({ text }) => text).join(' '),
    words,
    left: Math.min(...words.map(({ left }) => left)),
    top: Math.min(...words.map(({ top }) => top)),
    right: Math.max(...words.map(({ right }) => right)),
    bottom: Math.max(...words.map(({ bottom }) => bottom)),
  }
}
