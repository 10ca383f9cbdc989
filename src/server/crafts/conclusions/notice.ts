/** A notice of conclusions as its parts: whose day it is, and the paragraphs between “kết luận như sau” and “Nơi nhận”. */
import { Phrases } from './phrases.ts'
import { readWords, type Word } from './words.ts'

export type Marker = 'roman' | 'number' | 'letter' | 'dash' | null

export interface Paragraph {
  marker: Marker
  /** Where it begins in the text, marker included, in UTF-16 units. */
  start: number
  words: Word[]
}

export interface Notice {
  text: string
  /** Its day, `yyyy-MM-dd`, where the head names one. */
  day: string | undefined
  /** What stands before the conclusions. */
  head: string
  paragraphs: Paragraph[]
}

export interface Structure {
  boundary: readonly string[]
  close: readonly string[]
  told: readonly string[]
}

const list = (phrases: readonly string[]): Phrases<true> => new Phrases(phrases.map((one) => [one, true]))

/** Reads the lines of a notice. Without “kết luận như sau” its conclusions begin at the first numbered line. */
export function readNotice(raw: string, { boundary, close, told }: Structure): Notice {
  const text = raw.normalize('NFC')
  const paragraphs = paragraphsOf(text)
  const turns = list(boundary)
  const turn = paragraphs.findIndex(({ words }) => endsWith(words, turns))
  const numbered = paragraphs.findIndex(({ marker }) => marker === 'roman' || marker === 'number')
  const first = turn >= 0 ? turn + 1 : Math.max(numbered, 0)
  const closes = list(close)
  const tells = list(told)
  const after = paragraphs.slice(first)
  const last = after.findIndex(
    ({ words }) => closes.at(words, 0) !== undefined || words.some((_, at) => tells.at(words, at)),
  )
  const head = text.slice(0, after[0]?.start ?? text.length)
  return { text, day: dayOf(head), head, paragraphs: last < 0 ? after : after.slice(0, last) }
}

function paragraphsOf(text: string): Paragraph[] {
  const found: Paragraph[] = []
  let start = 0
  for (const line of text.split('\n')) {
    const lead = line.length - line.trimStart().length
    const trimmed = line.trim()
    if (trimmed !== '') {
      const { marker, length } = markerOf(trimmed)
      const words = readWords(trimmed.slice(length), start + lead + length)
      if (words.length > 0) found.push({ marker, start: start + lead, words })
    }
    start += line.length + 1
  }
  return found
}

function markerOf(line: string): { marker: Marker; length: number } {
  const kinds: [Marker, RegExp][] = [
    ['roman', /^[IVX]{1,5}[.)]\s*/],
    ['number', /^\d{1,2}(?:\.\d{1,2}){0,2}[.)]\s*/],
    ['number', /^\(\d{1,2}\)\s*/],
    ['letter', /^[a-zđ]\)\s*/],
    ['dash', /^[-–+•*]\s*/],
  ]
  for (const [marker, shape] of kinds) {
    const length = shape.exec(line)?.[0].length
    if (length) return { marker, length }
  }
  return { marker: null, length: 0 }
}

function endsWith(words: readonly Word[], phrases: Phrases<true>): boolean {
  let end = words.length
  while (end > 0 && words[end - 1]?.isMark) end -= 1
  return words.some((_, at) => end - at <= 10 && phrases.at(words, at)?.end === end)
}

/** “…, ngày 15 tháng 11 năm 2025”; the month alone where the day is still open. */
function dayOf(head: string): string | undefined {
  const words = readWords(head)
  for (let at = 0; at < words.length; at += 1) {
    if (words[at]?.key !== 'tháng' || words[at + 2]?.key !== 'năm') continue
    const [day, month, year] = [words[at - 1]?.key, words[at + 1]?.key, words[at + 3]?.key].map(Number)
    if (!month || !year || month > 12 || year < 1990 || year > 2100) continue
    const isDay = day !== undefined && Number.isInteger(day) && day >= 1 && day <= 31
    return `${year}-${String(month).padStart(2, '0')}-${String(isDay ? day : 1).padStart(2, '0')}`
  }
  return undefined
}
