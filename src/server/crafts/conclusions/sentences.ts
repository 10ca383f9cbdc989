/** A paragraph as sentences and clauses. */
import type { Word } from './words.ts'

/** All in capitals, as parts of a notice are headed. */
export function isTitle(words: readonly Word[]): boolean {
  return words.length > 1 && words.every(({ text }) => text === text.toUpperCase())
}

/** From and to of each sentence: a point ends one where something new begins after it. */
export function sentencesOf(words: readonly Word[]): [number, number][] {
  const found: [number, number][] = []
  let from = 0
  for (const [at, word] of words.entries()) {
    if (word.text !== '.' && at < words.length - 1) continue
    const next = words[at + 1]
    if (next && (next.isMark || next.text[0] === next.text[0]?.toLowerCase())) continue
    if (at + 1 > from) found.push([from, at + 1])
    from = at + 1
  }
  return found
}

/** The parts of a sentence between semicolons. */
export function clausesOf(words: readonly Word[], from: number, end: number): [number, number][] {
  const found: [number, number][] = []
  let start = from
  let isNested = false
  for (let at = from; at < end; at += 1) {
    // What follows “theo hướng:” says how, not who else.
    if (words[at]?.text === ':' && words[at - 1]?.key === 'hướng') isNested = true
    if ((words[at]?.text !== ';' || isNested) && at < end - 1) continue
    found.push([start, at + 1])
    start = at + 1
  }
  return found
}
