/** A document as it is searched: its number, extract, sender and people in the first lines, then every sentence of its text. */
import { createHash } from 'node:crypto'
import { localDay } from '#shared/dates.ts'
import { gramsOf } from './grams.ts'
import { spelledLine } from './lines.ts'
import { sentencesOf } from './sentences.ts'

/** What is known of a document when it is read for the search. */
export interface ToRead {
  at: Date
  /** Lines of their own before the text: symbol, title with extract, sender, signer, whom it is for. */
  heads: readonly string[]
  /** The text itself, blocks parted by line ends. */
  body: string
  /** The agencies that may read it. */
  places: readonly string[]
  /** Whoever reads every case may read it too. */
  isOfCases: boolean
  marks: Marks
}

export interface Marks {
  kind: string
  direction: Direction
  agencyId: string
}

export type Direction = 'in' | 'out' | 'draft'

export interface SearchedText {
  lines: string
  toned: string
  plain: string
  grams: number[]
}

/** What is beyond this of a text is not searched: as long as the longest law. */
export const mostSearched = 600_000

/** Pure: the same document gives the same row. */
export function searchedText({ at, heads, body, places, isOfCases, marks }: ToRead): SearchedText {
  const lines: string[] = []
  const plain: string[] = []
  const toned: string[] = []
  for (const written of [...heads, ...sentencesOf(body.slice(0, mostSearched))]) {
    const line = written.normalize('NFKC').replace(/\s+/g, ' ').trim()
    const spelled = spelledLine(line)
    if (spelled.plain === '') continue
    lines.push(line)
    plain.push(spelled.plain)
    toned.push(spelled.toned)
  }
  const words = [
    ...spansOf(at).flatMap((span) =>
      [...places, ...(isOfCases ? ['*'] : [])].map((place) => `@${place}${span}`),
    ),
    kindMark(marks.kind),
    directionMark(marks.direction),
    agencyMark(marks.agencyId),
  ]
  const grams = [...new Set([...gramsOf(plain), ...words.map(scopeGram)])]
  return { lines: lines.join('\n'), toned: toned.join('\n'), plain: plain.join('\n'), grams }
}

export const kindMark = (kind: string) => `=kind/${kind}`
export const directionMark = (direction: Direction) => `=way/${direction}`
export const agencyMark = (agencyId: string) => `=of/${agencyId}`

/** The number of a word no text holds, below zero: the same that `documents.scope_gram` reckons. */
export function scopeGram(word: string): number {
  return createHash('md5').update(word).digest().readInt32BE(0) | -0x80000000
}

/** Everything, its year, quarter and week of Vietnamese time: `documents.steps_back` looks by them. */
export function spansOf(at: Date): string[] {
  const day = localDay(at)
  const [year = '', month = ''] = day.split('-')
  const noon = new Date(`${day}T12:00:00Z`)
  noon.setUTCDate(noon.getUTCDate() - ((noon.getUTCDay() + 6) % 7))
  const monday = noon.toISOString().slice(0, 10)
  return ['', `/${year}`, `/q${year}-${Math.ceil(Number(month) / 3)}`, `/w${monday}`]
}
