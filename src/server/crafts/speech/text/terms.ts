/**
 * Names and words that were announced, put where something was heard that sounds like them: syllable by syllable, the less sure the engine was
 * of what it wrote, the more it may differ.
 */
import type { Word } from '../model.ts'
import { soundDistance } from './syllables.ts'

export const mostTerms = 500

/** One term as it is written and as it sounds. */
interface Term {
  written: string[]
  said: string[]
}

interface Match {
  from: number
  to: number
  term: Term
  /** How much surer it is than what was heard. */
  gain: number
}

/** What of the distance counts where the engine was certain, and what its doubt takes off. */
const certainCost = 1
/** A term of so many syllables may cost so much in all: what fits in most of its syllables needs less of each. */
const allowed = (syllables: number) => (syllables < 2 ? 0 : 0.08 * (syllables - 1))
/** No single syllable may be further away. */
const furthest = 0.5
/** A syllable left out or put in. */
const gap = 0.42

const saidOf = (text: string) =>
  text
    .normalize('NFC')
    .toLowerCase()
    .match(/[\p{L}\p{M}\p{N}]+/gu) ?? []

/** Words with the terms they sound like in their place; times stay, and words nothing sounds like are the same objects. */
export function withTerms(words: readonly Word[], terms: readonly string[]): Word[] {
  const known = terms.slice(0, mostTerms).flatMap((text): Term[] => {
    const written = text
      .normalize('NFC')
      .split(/\s+/)
      .filter((part) => saidOf(part).length > 0)
    const said = written.map((part) => saidOf(part).join(''))
    return said.length === 0 ? [] : [{ written, said }]
  })
  if (known.length === 0) return [...words]
  const heard = words.map(({ text }) => saidOf(text).join(''))
  const distance = createDistance()
  const matches = known.flatMap((term) => matchesOf(term, heard, words, distance))
  return replaced(words, chosen(matches))
}

/** Each pair of syllables is compared once. */
function createDistance(): (one: string, other: string) => number {
  const known = new Map<string, Map<string, number>>()
  return (one, other) => {
    let row = known.get(one)
    if (!row) {
      row = new Map()
      known.set(one, row)
    }
    let found = row.get(other)
    if (found === undefined) {
      found = soundDistance(one, other)
      row.set(other, found)
    }
    return found
  }
}

function matchesOf(
  term: Term,
  heard: readonly string[],
  words: readonly Word[],
  distance: (one: string, other: string) => number,
): Match[] {
  const { said } = term
  const limit = allowed(said.length)
  const found: Match[] = []
  for (let from = 0; from < heard.length; from++) {
    const best = [said.length, said.length - 1, said.length + 1]
      .filter((length) => length >= Math.max(1, said.length > 2 ? said.length - 1 : said.length))
      .filter((length) => said.length > 2 || length === said.length)
      .filter((length) => from + length <= heard.length)
      .map((length) => ({ length, cost: costOf(said, heard, words, from, length, limit, distance) }))
      .toSorted((a, b) => a.cost - b.cost)[0]
    if (best && best.cost <= limit)
      found.push({ from, to: from + best.length, term, gain: said.length - best.cost * 4 })
  }
  return found
}

/** What it takes to have said the term where these words were heard; above `limit` it is not worked out. */
function costOf(
  said: readonly string[],
  heard: readonly string[],
  words: readonly Word[],
  from: number,
  length: number,
  limit: number,
  distance: (one: string, other: string) => number,
): number {
  const price = (i: number, j: number) => {
    const away = distance(heard[from + i] as string, said[j] as string)
    if (away > furthest) return Number.POSITIVE_INFINITY
    return away * doubtOf(words[from + i])
  }
  if (length === said.length) {
    let sum = 0
    for (let i = 0; i < length && sum <= limit; i++) sum += price(i, i)
    return sum
  }
  // One syllable too many or too few: wherever that is cheapest.
  const short = Math.min(length, said.length)
  let best = Number.POSITIVE_INFINITY
  for (let skipped = 0; skipped <= short; skipped++) {
    let sum = gap
    for (let i = 0; i < short && sum <= limit; i++)
      sum += length > short ? price(i < skipped ? i : i + 1, i) : price(i, i < skipped ? i : i + 1)
    best = Math.min(best, sum)
  }
  return best
}

function doubtOf(word: Word | undefined): number {
  const probability = word?.probability ?? 1
  return certainCost * (0.35 + 0.65 * probability)
}

/** The surest first; none overlaps another. */
function chosen(matches: readonly Match[]): Match[] {
  const taken: Match[] = []
  for (const match of matches.toSorted((a, b) => b.gain - a.gain))
    if (taken.every(({ from, to }) => match.to <= from || match.from >= to)) taken.push(match)
  return taken.toSorted((a, b) => a.from - b.from)
}

function replaced(words: readonly Word[], matches: readonly Match[]): Word[] {
  const out: Word[] = []
  let at = 0
  for (const { from, to, term } of matches) {
    out.push(...words.slice(at, from), ...spread(words.slice(from, to), term.written))
    at = to
  }
  return [...out, ...words.slice(at)]
}

/** The words of a term over the time of what was heard, with the punctuation behind it. */
function spread(heard: readonly Word[], written: readonly string[]): Word[] {
  const [first, last] = [heard[0] as Word, heard.at(-1) as Word]
  const behind = /[\p{P}]+$/u.exec(last.text)?.[0] ?? ''
  return written.map((text, index) => {
    const same = heard.length === written.length ? heard[index] : undefined
    const part = (last.end - first.start) / written.length
    return {
      text: index === written.length - 1 ? text.replace(/[\p{P}]+$/u, '') + behind : text,
      start: same?.start ?? first.start + part * index,
      end: same?.end ?? first.start + part * (index + 1),
      probability: same?.probability ?? Math.min(...heard.map(({ probability }) => probability)),
    }
  })
}
