/** What was typed or pasted as paragraphs and sentences, and typed again without losing what was decided of it. */
import { createHash } from 'node:crypto'
import { oneLine } from '../model.ts'

export interface Split {
  paragraph: number
  words: string
}

/** A line is a paragraph; a sentence ends at a stop before a capital letter, unless the stop belongs to a number, a letter or a title. */
export function sentencesIn(text: string): Split[] {
  const paragraphs = text
    .normalize('NFC')
    .split('\n')
    .map(oneLine)
    .filter((line) => line !== '')
  return paragraphs.flatMap((line, paragraph) => splitLine(line).map((words) => ({ paragraph, words })))
}

const titles = new Set(['tp', 'ts', 'ths', 'pgs', 'gs', 'bs', 'đ/c', 'ông', 'bà', 'tx', 'tt', 'p', 'q'])

function splitLine(line: string): string[] {
  const words = line.split(' ')
  const found: string[] = []
  let from = 0
  for (const [at, word] of words.entries()) {
    const next = words[at + 1]
    if (next === undefined || !/[.!?…]["”’)]?$/.test(word) || !/^["“‘(]?[\p{Lu}\p{N}]/u.test(next)) continue
    const bare = word.replace(/[.!?…"”’)]+$/, '').toLowerCase()
    // “1.”, “a.”, “IV.” at the beginning number the paragraph; “TP.” goes on.
    if ((at === from && /^([\p{N}.]{1,6}|\p{L}|[ivx]{1,5})$/u.test(bare)) || titles.has(bare)) continue
    found.push(words.slice(from, at + 1).join(' '))
    from = at + 1
  }
  if (from < words.length) found.push(words.slice(from).join(' '))
  return found
}

/** The text the sentences were split from, as it is shown to be typed on. */
export function textOf(sentences: readonly Split[]): string {
  let text = ''
  let last: number | undefined
  for (const { paragraph, words } of sentences) {
    text += last === undefined ? words : paragraph === last ? ` ${words}` : `\n${words}`
    last = paragraph
  }
  return text
}

/** A mark of the text a page shows: whoever saves says by it on what they typed. */
export function seenOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32)
}

/**
 * Which sentence of before each new one is: the same words, each used once, in their order as far as it can be; undefined for a new one.
 */
export function matchSentences<Old extends { words: string }>(
  before: readonly Old[],
  now: readonly Split[],
): (Old | undefined)[] {
  const left = Map.groupBy(before, ({ words }) => words)
  return now.map(({ words }) => left.get(words)?.shift())
}
