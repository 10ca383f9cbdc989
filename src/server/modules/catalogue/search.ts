import { highlight, searchKey, type TextPart, toneKey } from '#shared/text/index.ts'
import type { Service } from './model.ts'

interface Phrase {
  text: string
  key: string
  words: readonly string[]
  glued: string
  tone: string
  weight: number
  synonym: boolean
}

/** What a service is found by, prepared once for every version of the catalogue. */
export interface SearchEntry {
  service: Service
  codeDigits: string
  phrases: Phrase[]
  words: Set<string>
}

export interface FoundService {
  service: Service
  /** The plain name, cut where it matches. */
  title: TextPart[]
  /** The synonym that was meant, when the title itself does not say it. */
  foundBy: TextPart[] | undefined
  score: number
}

interface Asked {
  typed: string
  key: string
  glued: string
  tone: string
  words: readonly string[]
  /** How many of the words must be found. */
  enough: number
}

interface Ranked {
  entry: SearchEntry
  score: number
  /** What to mark in the text. */
  marks: string
}

/** Words of an enquiry that say nothing about which service is meant. */
const filler = new Set(
  searchKey(
    'tôi ông bà muốn cần xin hỏi cách làm thế nào ở đâu cho của và thì là các những thủ tục hồ sơ giấy tờ đi được không có với tại về mới con gái trai',
  ).split(' '),
)

export function buildSearchIndex(services: readonly Service[]): SearchEntry[] {
  return services.map((service) => {
    const phrases = [
      phrase(service.plainName, 10, false),
      ...service.synonyms.map((synonym) => phrase(synonym, 9, true)),
      phrase(service.name, 7, false),
      phrase(service.result.title, 6, false),
      phrase(service.sector.name, 4, false),
      phrase(service.description, 2, false),
    ]
    return {
      service,
      codeDigits: service.code.replace('.', ''),
      phrases,
      words: new Set(phrases.flatMap(({ words }) => words)),
    }
  })
}

/**
 * Finds services as people type: without accents, `kí` for `ký`, words glued or in part, one wrong letter in a word,
 * a code or the end of one. An exact code comes first, then what is written with the very accents, then the rest.
 */
export function searchIndex(index: readonly SearchEntry[], query: string, limit = 20): FoundService[] {
  const typed = query.normalize('NFC').trim().slice(0, 200)
  const key = searchKey(typed)
  if (key === '') return []
  const words = key.split(' ').slice(0, 16)
  const asked = {
    typed,
    key,
    glued: key.replaceAll(' ', ''),
    tone: toneKey(typed),
    words,
    enough: words.length,
  }
  const strict = index.map((entry) => rank(entry, asked)).filter(isRanked)
  const found = strict.length > 0 ? strict : relaxed(index, asked)
  return found
    .sort(
      (one, other) => other.score - one.score || (one.entry.service.code < other.entry.service.code ? -1 : 1),
    )
    .slice(0, limit)
    .map(show)
}

/** A whole sentence: what remains without filler words must mostly be there. */
function relaxed(index: readonly SearchEntry[], asked: Asked): Ranked[] {
  const words = asked.words.filter((word) => !filler.has(word))
  if (words.length === 0) return []
  const enough = Math.ceil(words.length * 0.6)
  return index.map((entry) => rank(entry, { ...asked, words, enough })).filter(isRanked)
}

function rank(entry: SearchEntry, asked: Asked): Ranked | undefined {
  const { typed, words } = asked
  const byCode = codeScore(entry, typed)
  if (byCode > 0) return { entry, score: byCode, marks: typed }
  const scores = entry.phrases.map((one) => phraseScore(one, asked)).filter((score) => score > 0)
  // Said in several ways, the service is more likely the one that is meant.
  const best = scores.length === 0 ? 0 : Math.max(...scores) + Math.min(scores.length - 1, 5) * 3
  const matched = words.map((word) => matchWord(entry.words, word)).filter((match) => match !== undefined)
  if (best === 0 && matched.length < asked.enough) return undefined
  if (best === 0 && matched.every((match) => match.closeness < 0.6) && words.length > 1) return undefined
  const closeness = matched.reduce((sum, match) => sum + match.closeness, 0) / words.length
  const score = best + closeness * 30 + coverage(entry, matched)
  return { entry, score, marks: best > 0 ? typed : matched.map((match) => match.mark).join(' ') }
}

function isRanked(value: Ranked | undefined): value is Ranked {
  return value !== undefined
}

function codeScore(entry: SearchEntry, typed: string): number {
  if (!/^[\d.\s]+$/.test(typed)) return 0
  const digits = typed.replace(/[.\s]/g, '')
  if (digits === entry.codeDigits) return 10_000
  if (digits.length >= 3 && entry.codeDigits.startsWith(digits)) return 5000
  return digits.length >= 4 && entry.codeDigits.endsWith(digits) ? 4000 : 0
}

function phrase(text: string, weight: number, synonym: boolean): Phrase {
  const key = searchKey(text)
  return {
    text,
    key,
    words: key.split(' '),
    glued: key.replaceAll(' ', ''),
    tone: toneKey(text),
    weight,
    synonym,
  }
}

function phraseScore(one: Phrase, { key, glued, tone }: Asked): number {
  const accents = isAtWord(one.tone, tone) ? 45 : 0
  if (one.key === key) return 200 + one.weight * 4 + accents
  const share = (key.length / Math.max(one.key.length, 1)) * 20
  if (one.key.startsWith(key)) return 120 + one.weight * 4 + accents + share
  if (isAtWord(one.key, key)) return 80 + one.weight * 4 + accents + share
  return glued.length >= 5 && one.glued.includes(glued) ? 60 + one.weight * 3 : 0
}

/** Whether the words stand in the text from the beginning of a word on. */
function isAtWord(text: string, words: string): boolean {
  return words !== '' && ` ${text}`.includes(` ${words}`)
}

interface WordMatch {
  closeness: number
  /** What to mark in the text: the word as typed, or the word it was meant to be. */
  mark: string
}

function matchWord(words: ReadonlySet<string>, word: string): WordMatch | undefined {
  if (words.has(word)) return { closeness: 1, mark: word }
  let best: WordMatch | undefined
  for (const known of words) {
    if (word.length >= 2 && known.startsWith(word)) return { closeness: 0.8, mark: word }
    if (best === undefined && word.length >= 3 && known.length >= 3 && isOneEditAway(known, word)) {
      best = { closeness: 0.5, mark: known }
    }
  }
  return best
}

/** Prefers a service whose own name is made of the words over one that merely mentions them. */
function coverage(entry: SearchEntry, matched: readonly WordMatch[]): number {
  const marks = new Set(matched.map((match) => match.mark))
  let best = 0
  for (const one of entry.phrases) {
    const hits = one.words.filter((word) => marks.has(word)).length
    best = Math.max(best, (hits / Math.max(one.words.length, 3)) * one.weight)
  }
  return best
}

/** One letter wrong, missing, added, or two neighbours changed about. */
export function isOneEditAway(one: string, other: string): boolean {
  if (Math.abs(one.length - other.length) > 1) return false
  let start = 0
  while (start < one.length && one[start] === other[start]) start += 1
  const first = one.slice(start)
  const second = other.slice(start)
  return (
    first.slice(1) === second.slice(1) ||
    first.slice(1) === second ||
    first === second.slice(1) ||
    (first.length > 1 &&
      first[0] === second[1] &&
      first[1] === second[0] &&
      first.slice(2) === second.slice(2))
  )
}

function show({ entry, score, marks }: Ranked): FoundService {
  const title = highlight(entry.service.plainName, marks)
  const synonym = title.some((part) => part.marked)
    ? undefined
    : entry.phrases.find((one) => one.synonym && highlight(one.text, marks).some((part) => part.marked))
  return {
    service: entry.service,
    title,
    foundBy: synonym === undefined ? undefined : highlight(synonym.text, marks),
    score,
  }
}
