/** What official papers can show. They are set in one shipped font, on every machine the same. */
import { printableRanges } from './printable-ranges.gen.ts'

const ranges = printableRanges.split(' ').map((range) => {
  const [first = '', last = first] = range.split('-')
  return [Number.parseInt(first, 16), Number.parseInt(last, 16)] as const
})

/** A letter with at most two marks of its own, as NFC leaves them: `x̣`. More would run into the line above. */
const mostMarks = 2
const mark = /\p{M}/u
const space = /[\t\n\r]/

/**
 * The characters of a text that no official paper can show, each once and in their order: letters the font does not
 * have, invisible and private ones, marks heaped upon a letter. Linear in the length of the text.
 */
export function unprintable(text: string): string[] {
  const found = new Set<string>()
  let marks = 0
  for (const character of text.normalize('NFC')) {
    const isMark = mark.test(character)
    marks = isMark ? marks + 1 : 0
    const shown = isInFont(character.codePointAt(0) ?? 0) || space.test(character)
    if (!shown || (isMark && marks > mostMarks)) found.add(character)
  }
  return [...found]
}

/** How a message names a character: as it is, or by its number where it cannot be seen. */
export function nameOfCharacter(character: string): string {
  if (/[\p{L}\p{N}\p{P}\p{S}]/u.test(character)) return `“${character}”`
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
}

function isInFont(codePoint: number): boolean {
  let [low, high] = [0, ranges.length - 1]
  while (low <= high) {
    const middle = (low + high) >> 1
    const [first, last] = ranges[middle] ?? [0, 0]
    if (codePoint < first) high = middle - 1
    else if (codePoint > last) low = middle + 1
    else return true
  }
  return false
}
