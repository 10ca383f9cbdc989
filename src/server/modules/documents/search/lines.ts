/** A line as it is searched: its words in small letters, apart by one space, with one at both ends; without accents, or with them. */
import { searchKey, toneKey } from '#shared/text/index.ts'

/** `05/QĐ-UBND` are three words, `05` is `5`; a line without a word is empty. */
export function plainLine(line: string): string {
  return spelledLine(line).plain
}

/** The same words with their accents, wherever in the syllable the tone was typed. */
export function tonedLine(line: string): string {
  return spelledLine(line).toned
}

interface Word {
  plain: string
  toned: string
}

/** Texts are made of the same few thousand words: each is spelt out once. */
const known = new Map<string, Word>()
const mostKnown = 50_000
const longestKnown = 30

/** Both at once: a line is taken apart once. */
export function spelledLine(line: string): Word {
  let plain = ''
  let toned = ''
  for (const typed of line.split(/\s+/)) {
    if (typed === '') continue
    const word = wordOf(typed)
    if (word.plain !== '') plain += ` ${word.plain}`
    if (word.toned !== '') toned += ` ${word.toned}`
  }
  return { plain: plain && `${plain} `, toned: toned && `${toned} ` }
}

function wordOf(typed: string): Word {
  const found = known.get(typed)
  if (found) return found
  const word = {
    plain: spelt(searchKey(typed).replace(/[./_-]+/g, ' ')),
    toned: spelt(toneKey(typed).replace(/[^\p{L}\p{N}]+/gu, ' ')),
  }
  if (known.size >= mostKnown) known.clear()
  if (typed.length <= longestKnown) known.set(typed, word)
  return word
}

function spelt(words: string): string {
  return words.trim().replace(/(?<![^ ])0+(?=\d)/g, '')
}
