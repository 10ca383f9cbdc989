/** What answers are found by: their words, weighed by how few answers share them. */
import { searchKey, toneKey } from '#shared/text/index.ts'
import type { Service } from '../model.ts'
import type { DoneElsewhere, EverydayWords } from './everyday-words.ts'

export interface Phrase {
  text: string
  key: string
  glued: string
  tone: string
  /** The first letters of its words: `dkks`. */
  initials: string
  /** Its words and what they mean, each once. */
  terms: readonly string[]
  weight: number
  synonym: boolean
}

export type Answer = { service: Service } | { elsewhere: DoneElsewhere }

export interface SearchEntry {
  answer: Answer
  codeDigits: string
  phrases: readonly Phrase[]
  terms: ReadonlySet<string>
}

export interface SearchIndex {
  entries: readonly SearchEntry[]
  /** How much a term tells: high where few answers hold it. */
  weightOf: ReadonlyMap<string, number>
  /** How a word without accents is written here: `tu` is `tử` and `từ`, never `tù`. */
  spellings: ReadonlyMap<string, ReadonlySet<string>>
  meanings: Meanings
}

/** Groups of words that mean the same, by each of their texts. */
export type Meanings = readonly { text: string; tone: string; term: string }[]

/** The index of everything that can be found, prepared once for every version of the catalogue. */
export function buildSearchIndex(services: readonly Service[], everyday: EverydayWords): SearchIndex {
  const meanings = meaningsOf(everyday.sameWords)
  const entries = [
    ...services.map((service) => serviceEntry(service, everyday.services[service.code] ?? [], meanings)),
    ...everyday.elsewhere.map((elsewhere) =>
      entryOf({ elsewhere }, '', [
        phraseOf(elsewhere.title, 8, false, meanings),
        phraseOf(elsewhere.who, 2, false, meanings),
        ...elsewhere.say.map((text) => phraseOf(text, 9, true, meanings)),
      ]),
    ),
  ]
  const holders = new Map<string, number>()
  for (const { terms } of entries) for (const term of terms) holders.set(term, (holders.get(term) ?? 0) + 1)
  const weightOf = new Map(
    [...holders].map(([term, count]) => [term, Math.log(1 + entries.length / count)] as const),
  )
  return { entries, weightOf, spellings: spellingsOf(entries), meanings }
}

/** The meanings whose words stand in a text; where it is written with accents, with those very accents. */
export function meaningsIn(key: string, tone: string, meanings: Meanings): Meanings {
  const hasAccents = /[^\p{ASCII}]/u.test(tone)
  const [place, wanted] = hasAccents ? ([` ${tone} `, 'tone'] as const) : ([` ${key} `, 'text'] as const)
  return meanings.filter((one) => place.includes(one[wanted]))
}

function spellingsOf(entries: readonly SearchEntry[]): Map<string, Set<string>> {
  const spellings = new Map<string, Set<string>>()
  for (const { tone } of entries.flatMap(({ phrases }) => phrases)) {
    for (const word of tone.split(/[^\p{L}\p{N}]+/u)) {
      const key = searchKey(word)
      spellings.set(key, (spellings.get(key) ?? new Set()).add(word))
    }
  }
  return spellings
}

function meaningsOf(groups: EverydayWords['sameWords']): Meanings {
  return groups.flatMap((group, index) =>
    group.map((text) => ({ text: ` ${searchKey(text)} `, tone: ` ${toneKey(text)} `, term: `#${index}` })),
  )
}

function serviceEntry(service: Service, said: readonly string[], meanings: Meanings): SearchEntry {
  const texts: [string, number, boolean][] = [
    [service.plainName, 10, false],
    ...[...service.synonyms, ...said].map((text): [string, number, boolean] => [text, 9, true]),
    [service.name, 7, false],
    [service.result.title, 6, false],
    [service.sector.name, 4, false],
    [service.description, 2, false],
  ]
  return entryOf(
    { service },
    service.code.replace('.', ''),
    texts.map(([text, weight, synonym]) => phraseOf(text, weight, synonym, meanings)),
  )
}

function entryOf(answer: Answer, codeDigits: string, phrases: readonly Phrase[]): SearchEntry {
  return { answer, codeDigits, phrases, terms: new Set(phrases.flatMap(({ terms }) => terms)) }
}

function phraseOf(text: string, weight: number, synonym: boolean, meanings: Meanings): Phrase {
  const key = searchKey(text)
  const tone = toneKey(text)
  const words = key.split(' ')
  return {
    text,
    key,
    glued: words.join(''),
    tone,
    initials: words.map((word) => word[0]).join(''),
    terms: [...new Set([...words, ...meaningsIn(key, tone, meanings).map(({ term }) => term)])],
    weight,
    synonym,
  }
}
