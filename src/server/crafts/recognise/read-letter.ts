/** What a letter says of itself on its first page, found by where NĐ 30/2020/NĐ-CP (Phụ lục I) puts it. Each rule looks at each piece once. */
import { secrecyMarks } from '#shared/document/secrecy.ts'
import { stripMarks } from '#shared/text/index.ts'
import { kinds, officialLetter, organBeginnings, urgencies } from './letter-words.ts'
import { type Piece, pieceOf } from './lines.ts'
import type { LetterField, Word } from './model.ts'
import { readDay } from './read-day.ts'
import { readSymbol } from './read-symbol.ts'

export interface Found {
  value: string
  confidence: number
  /** Where it was read: in parts of the page's width, the page being upright. */
  place: Piece
}

export type LetterFacts = Partial<Record<LetterField, Found>>

/** Below this part of its height nothing of a letter's head stands, and a number there is of another document. */
const headEnds = 0.55

/** What can be told of the letter whose first page has these lines; `height` is that of the page, in parts of its width. */
export function readLetter(lines: readonly Piece[][], height: number): LetterFacts {
  const head = lines.filter(([first]) => first !== undefined && first.top < height * headEnds)
  const pieces = head.flat()
  const facts: LetterFacts = {}
  const symbol = firstOf(pieces, symbolIn)
  if (symbol) {
    facts.number = { ...symbol, value: symbol.number }
    facts.symbol = { ...symbol, value: symbol.symbol }
  }
  const day = firstOf(pieces, dayIn)
  if (day) facts.issuedOn = day
  const place = symbol?.place ?? day?.place
  if (place) {
    const organ = organAbove(pieces, place)
    if (organ) facts.organ = organ
    const below = head.filter(([first]) => first !== undefined && first.top > place.top)
    Object.assign(facts, kindAndSubject(below, place, symbol?.symbol))
  }
  const urgency = firstOf(pieces, urgencyIn)
  if (urgency) facts.urgency = urgency
  const secrecy = firstOf(pieces, secrecyIn)
  if (secrecy) facts.secrecy = secrecy
  return facts
}

/** As rules compare: capitals, no accents. */
export function plain(text: string): string {
  return stripMarks(text).toUpperCase()
}

/** How surely these words were read, from 0 to 1. */
export function confidenceOf(words: readonly Word[]): number {
  return words.reduce((sum, { confidence }) => sum + confidence, 0) / Math.max(1, words.length)
}

function firstOf<T>(pieces: readonly Piece[], rule: (piece: Piece) => T | undefined): T | undefined {
  for (const piece of pieces) {
    const found = rule(piece)
    if (found !== undefined) return found
  }
  return undefined
}

function symbolIn(place: Piece) {
  const read = readSymbol(place.text)
  if (!read) return undefined
  const part = pieceOf(place.words.slice(0, 4))
  return { ...read, confidence: confidenceOf(part.words) * read.certainty, place: part }
}

function dayIn(place: Piece): Found | undefined {
  const read = readDay(place.text)
  return read === undefined ? undefined : { value: read, confidence: confidenceOf(place.words), place }
}

function urgencyIn(place: Piece): Found | undefined {
  const text = plain(place.text).trim()
  // `HỎA TỐC HẸN GIỜ` goes on with its hour.
  const found = urgencies.find(([mark]) => text === plain(mark) || text.startsWith(`${plain(mark)} HEN GIO`))
  return found && { value: found[1], confidence: confidenceOf(place.words), place }
}

/** A stamp is read with its frame, and often without its accents: a person looks at the place. */
function secrecyIn(place: Piece): Found | undefined {
  if (place.text.length > 40 || !isCapitals(place.text)) return undefined
  const text = plain(place.text)
    .replace(/[^A-Z]+/g, ' ')
    .trim()
  const value = secrecyMarks.find((mark) => text === plain(mark))
  return value && { value, confidence: confidenceOf(place.words), place }
}

/** The name over the number, on the left: from the last line on that begins one. */
function organAbove(pieces: readonly Piece[], number: Piece): Found | undefined {
  const above = pieces.filter(
    (piece) => piece.bottom <= number.top + 0.004 && piece.left < 0.5 && isCapitals(piece.text),
  )
  const own = above.filter(({ text }) => !/CONG HOA XA HOI/.test(plain(text)))
  const beginnings = own.map(({ text }) => beginsOrgan(text))
  const last = beginnings.lastIndexOf(true)
  const chosen = own.slice(Math.max(0, last))
  if (chosen.length === 0) return undefined
  const place = pieceOf(chosen.flatMap(({ words }) => words))
  return {
    value: tidy(chosen.map(({ text }) => text).join(' ')),
    confidence: confidenceOf(place.words) * (last < 0 ? 0.5 : 1),
    place,
  }
}

function beginsOrgan(text: string): boolean {
  const name = `${plain(text).replace(/^[^A-Z]{1,5}/, '')} `
  return organBeginnings.some((beginning) => name.startsWith(plain(beginning)))
}

function isCapitals(text: string): boolean {
  const letters = text.replace(/[^\p{L}]/gu, '')
  return letters.length >= 2 && letters.replace(/\p{Lu}/gu, '').length <= letters.length / 10
}

/** The kind in capitals in the middle with what it is about below, or `V/v` under the number. */
function kindAndSubject(lines: readonly Piece[][], number: Piece, symbol: string | undefined): LetterFacts {
  for (const [at, line] of lines.entries()) {
    for (const piece of line) {
      const kind = kindIn(piece)
      if (kind) return { type: kind, ...subjectBelow(lines.slice(at + 1)) }
      if (/^V\s?[/1I]\s?V\b/.test(plain(piece.text))) {
        const type = { value: officialLetter, confidence: confidenceOf(piece.words), place: piece }
        return { type, ...subjectBeside(lines.slice(at), piece) }
      }
    }
  }
  // Nothing in capitals was made out: the symbol begins with the abbreviation of the kind.
  const kind = kinds.find(([, short]) => symbol?.split(/[-/]/).includes(short))
  return kind ? { type: { value: kind[0], confidence: 0.6, place: number } } : {}
}

function kindIn(place: Piece): Found | undefined {
  const text = plain(place.text)
    .replace(/[^A-Z ]/g, '')
    .trim()
  const middle = (place.left + place.right) / 2
  if (middle < 0.35 || middle > 0.65) return undefined
  const kind = kinds.find(([name]) => text === plain(name))
  return kind && { value: kind[0], confidence: confidenceOf(place.words), place }
}

const most = 6

/** The lines in the middle under a kind, until the text begins: at the margin, with a base or with whom it is addressed to. */
function subjectBelow(lines: readonly Piece[][]): LetterFacts {
  const words: Word[] = []
  let before: Piece | undefined
  for (const line of lines.slice(0, most)) {
    const piece = pieceOf(line.flatMap(({ words }) => words))
    const isApart = before && piece.top - before.bottom > 1.6 * (before.bottom - before.top)
    const middle = (piece.left + piece.right) / 2
    if (isApart || Math.abs(middle - 0.53) > 0.08 || beginsText(piece.text) || runsOn(piece)) break
    words.push(...piece.words)
    before = piece
  }
  return subjectOf(words, '')
}

/** `V/v` and the lines under it in the same column. */
function subjectBeside(lines: readonly Piece[][], first: Piece): LetterFacts {
  const words: Word[] = []
  let before = first
  for (const line of lines.slice(0, most)) {
    const piece = line.find(({ left }) => left < 0.5)
    if (!piece || beginsText(piece.text) || piece.top - before.bottom > before.bottom - before.top) break
    if (piece.right > 0.62) break
    words.push(...piece.words)
    before = piece
  }
  return subjectOf(words, 'V')
}

function subjectOf(words: Word[], cut: '' | 'V'): LetterFacts {
  if (words.length === 0) return {}
  const place = pieceOf(words)
  const text = cut ? place.text.replace(/^V\s?[/1Il]\s?[vV][.:]?\s*/u, '') : place.text
  return text.length < 3 ? {} : { subject: { value: tidy(text), confidence: confidenceOf(words), place } }
}

function beginsText(text: string): boolean {
  return /^(KINH GUI|CAN CU|THUC HIEN|THEO |XET |DE NGHI |HOM NAY|HOI |NGAY )/.test(plain(text))
}

/** A line as wide as the text: the last of what is about may be, but then it is no longer told from the text. */
function runsOn({ left, right }: Piece): boolean {
  return left < 0.2 && right > 0.9
}

function tidy(text: string): string {
  return text
    .replace(/\s+/gu, ' ')
    .replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N})”"]+$/gu, '')
    .slice(0, 500)
}
