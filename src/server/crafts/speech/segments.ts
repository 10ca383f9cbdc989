/** Words as what was said in one go: up to the end of a sentence or a pause. */
import type { Segment, Word } from './model.ts'

/** Seconds of a pause after which somebody begins anew. */
const pause = 0.9
/** No segment is longer than this, whatever is missing in it. */
const mostWords = 60

/** Cuts words in order into segments; no word is lost. */
export function segmentsOf(words: readonly Word[]): Segment[] {
  const parts: Word[][] = []
  for (const word of words) {
    const last = parts.at(-1)
    const before = last?.at(-1)
    if (!last || !before || isOver(before, word) || last.length >= mostWords) parts.push([word])
    else last.push(word)
  }
  return parts.map((part) => ({
    text: part.map(({ text }) => text).join(' '),
    start: (part[0] as Word).start,
    end: (part.at(-1) as Word).end,
    words: part,
  }))
}

/** A point behind a single letter or a number ends nothing. */
function isOver(before: Word, next: Word): boolean {
  if (next.start - before.end >= pause) return true
  return /[.?!…]$/.test(before.text) && !/^\p{L}\.$|\d\.$/u.test(before.text)
}
