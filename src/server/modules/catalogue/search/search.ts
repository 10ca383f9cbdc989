import { highlight, type TextPart } from '#shared/text/index.ts'
import type { Service } from '../model.ts'
import type { DoneElsewhere } from './everyday-words.ts'
import type { Phrase, SearchEntry, SearchIndex } from './search-index.ts'
import { type Asked, understandQuery } from './understand-query.ts'

export type Found = FoundService | FoundElsewhere

export interface FoundService {
  service: Service
  /** The plain name, cut where it matches. */
  title: TextPart[]
  /** The synonym that was meant, when the title itself does not say it. */
  foundBy: TextPart[] | undefined
}

/** Not done here; the answer is who does it. */
export interface FoundElsewhere {
  elsewhere: DoneElsewhere
}

interface Ranked {
  entry: SearchEntry
  score: number
}

/** Below this share of the question an answer has nothing to do with it. */
const leastShare = 0.34
/** What is this much worse than the best answer only distracts from it. */
const leastOfBest = 0.45
/** Of two answers that fit alike, the one that can be done here. */
const beingHere = 8

/**
 * Finds what people mean as they type it: without accents, `kí` for `ký`, raw Telex or VNI, words glued, shortened or in
 * part, one wrong letter in a word, everyday and English words, a code or the end of one. An exact code comes first,
 * then what is written with the very accents, then the rest; what is not done here stands in the same order.
 */
export function searchIndex(index: SearchIndex, query: string, limit = 20): Found[] {
  const asked = understandQuery(query, index)
  if (!asked) return []
  const ranked = index.entries
    .map((entry) => rank(index, entry, asked))
    .filter((one) => one !== undefined)
    .sort((one, other) => other.score - one.score)
  const best = ranked[0]?.score ?? 0
  return ranked
    .filter(({ score }) => score >= best * leastOfBest)
    .slice(0, limit)
    .map(({ entry }) => show(entry, asked))
}

function rank(index: SearchIndex, entry: SearchEntry, asked: Asked): Ranked | undefined {
  const byCode = codeScore(entry, asked.typed)
  if (byCode > 0) return { entry, score: byCode }
  const whole = Math.max(...entry.phrases.map((one) => wholeScore(one, asked)))
  const share = shareOf(asked, (term) => entry.terms.has(term))
  if (whole === 0 && share < leastShare) return undefined
  const likeness = Math.max(...entry.phrases.map((one) => likenessOf(index, one, asked)))
  const isHere = 'service' in entry.answer ? beingHere : 0
  return { entry, score: whole + 100 * likeness + 40 * share + isHere }
}

function codeScore({ codeDigits }: SearchEntry, typed: string): number {
  if (codeDigits === '' || !/^[\d.\s]+$/.test(typed)) return 0
  const digits = typed.replace(/[.\s]/g, '')
  if (digits === codeDigits) return 10_000
  if (digits.length >= 3 && codeDigits.startsWith(digits)) return 5000
  return digits.length >= 4 && codeDigits.endsWith(digits) ? 4000 : 0
}

/** The question stands in the phrase as it is. */
function wholeScore(one: Phrase, { key, glued, tone }: Asked): number {
  const accents = /[^\p{ASCII}]/u.test(tone) && isAtWord(one.tone, tone) ? 20 : 0
  if (one.key === key) return 100 + one.weight * 4 + accents
  const share = (key.length / one.key.length) * 20
  if (one.key.startsWith(key)) return 30 + one.weight * 2 + accents + share
  if (isAtWord(one.key, key)) return 20 + one.weight * 2 + accents + share
  return glued.length >= 5 && one.glued.includes(glued) ? 15 + one.weight : 0
}

/** Whether the words stand in the text from the beginning of a word on. */
function isAtWord(text: string, words: string): boolean {
  return words !== '' && ` ${text}`.includes(` ${words}`)
}

/** How much of what was asked is answered, from 0 to 1. */
function shareOf({ parts }: Asked, has: (term: string) => boolean): number {
  let all = 0
  let found = 0
  for (const { weight, terms } of parts) {
    all += weight
    let closest = 0
    for (const [term, closeness] of terms) if (closeness > closest && has(term)) closest = closeness
    found += weight * closest
  }
  return all === 0 ? 0 : found / all
}

/** How alike question and phrase are: what they share, over all that either says. */
function likenessOf({ weightOf }: SearchIndex, one: Phrase, asked: Asked): number {
  const own = new Set(one.terms)
  const share = shareOf(asked, (term) => own.has(term))
  if (share === 0) return 0
  let said = 0
  let met = 0
  for (const term of one.terms) {
    const weight = weightOf.get(term) ?? 0
    said += weight
    if (asked.parts.some(({ terms }) => terms.has(term))) met += weight
  }
  const covered = met / said
  return (share * (0.35 + 0.65 * covered) * one.weight) / 10
}

function show({ answer, phrases }: SearchEntry, asked: Asked): Found {
  if ('elsewhere' in answer) return answer
  const marks = isMarked(highlight(answer.service.plainName, asked.typed))
    ? asked.typed
    : asked.parts.flatMap((part) => part.marks.slice(0, 3)).join(' ')
  const title = highlight(answer.service.plainName, marks)
  const synonym = isMarked(title)
    ? undefined
    : phrases.find((one) => one.synonym && isMarked(highlight(one.text, marks)))
  return {
    service: answer.service,
    title,
    foundBy: synonym === undefined ? undefined : highlight(synonym.text, marks),
  }
}

function isMarked(parts: readonly TextPart[]): boolean {
  return parts.some(({ marked }) => marked)
}
