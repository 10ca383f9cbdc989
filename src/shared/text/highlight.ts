import { foldFinalY, searchKey, stripMarks } from './search-key.ts'

export interface TextPart {
  text: string
  marked: boolean
}

/**
 * Cuts the text, accents intact, into parts that match the query and parts that do not. The whole phrase is marked
 * where it occurs; otherwise each of its words, from the beginning of a word on. The parts join to the NFC text.
 */
export function highlight(text: string, query: string): TextPart[] {
  const original = text.normalize('NFC')
  const key = foldFinalY(stripMarks(original))
  const words = searchKey(query).split(' ').filter(Boolean)
  if (words.length === 0 || key.length !== original.length)
    return original ? [{ text: original, marked: false }] : []

  const phrase = ranges(key, words.map(escaped).join('[^\\p{L}\\p{N}]+'))
  const found =
    phrase.length > 0
      ? phrase
      : ranges(
          key,
          words
            .toSorted((a, b) => b.length - a.length)
            .map(escaped)
            .join('|'),
        )
  const parts: TextPart[] = []
  let end = 0
  for (const [from, to] of found) {
    if (from > end) parts.push({ text: original.slice(end, from), marked: false })
    parts.push({ text: original.slice(from, to), marked: true })
    end = to
  }
  if (end < original.length) parts.push({ text: original.slice(end), marked: false })
  return parts
}

function ranges(key: string, pattern: string): [number, number][] {
  const matches = key.matchAll(new RegExp(`(?<![\\p{L}\\p{N}])(?:${pattern})`, 'gu'))
  return Array.from(matches, (match) => [match.index, match.index + match[0].length])
}

function escaped(word: string): string {
  // While someone is still typing, the last y or i may turn into either.
  return word.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&').replace(/[iy]$/, '[iy]')
}
