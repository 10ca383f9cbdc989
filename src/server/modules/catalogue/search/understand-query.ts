/** What someone meant by what they typed: without an input method, glued together, shortened or misspelt. */
import { searchKey, toneKey, withoutTypingKeys } from '#shared/text/index.ts'
import { meaningsIn, type SearchIndex } from './search-index.ts'

/** What was asked, bounded: at most 16 words of what was typed. */
export interface Asked {
  typed: string
  key: string
  glued: string
  tone: string
  /** Each word and each meaning of the question, and how closely which terms of the index answer it. */
  parts: readonly AskedPart[]
}

export interface AskedPart {
  /** How much it says of what is meant. */
  weight: number
  /** The terms of the index that answer it, with how close they are: 1 is the word itself. */
  terms: ReadonlyMap<string, number>
  /** What to mark in a text: the words as they stand there. */
  marks: readonly string[]
}

const longestQuery = 200
const mostWords = 16
/** Words of an enquiry that say nothing about which service is meant. */
const filler = new Set(
  searchKey(
    'tôi ông bà muốn cần xin hỏi cách làm thế nào ở đâu cho của và thì là các những thủ tục hồ sơ giấy tờ đi được không có với tại về mới con gái trai ra gì sao the for how to get my',
  ).split(' '),
)

/** Undefined where nothing was typed that could be looked for. */
export function understandQuery(query: string, index: SearchIndex): Asked | undefined {
  const typed = query.normalize('NFC').trim().slice(0, longestQuery)
  const words = searchKey(typed).split(' ').filter(Boolean).slice(0, mostWords)
  const meant = words.flatMap((word) => wordsMeant(word, index)).slice(0, mostWords)
  if (meant.length === 0) return undefined
  const key = meant.join(' ')
  const tone = toneKey(typed)
  const asWritten = new Map(tone.split(/[^\p{L}\p{N}]+/u).map((word) => [searchKey(word), word]))
  const telling = meant.filter((word) => !filler.has(word))
  const meanings = meaningsIn(key, tone, index.meanings)
  const covered = new Set(meanings.flatMap(({ text }) => text.trim().split(' ')))
  const parts = [...new Set(telling.length > 0 ? telling : meant)]
    // What a meaning says already need not be known as a word, and counts less where it is.
    .filter((word) => !covered.has(word) || index.weightOf.has(word))
    .map((word) => partOf(word, asWritten.get(word), covered.has(word) ? 0.5 : 1, index))
  return {
    typed,
    key,
    glued: meant.join(''),
    tone,
    parts: [...parts, ...new Map(meanings.map((one) => [one.term, meaningPart(one, index)])).values()],
  }
}

/** The words a typed word stands for: itself where it is known, else what its keys or its letters spell. */
function wordsMeant(word: string, { weightOf }: SearchIndex): string[] {
  if (weightOf.has(word) || word.length > 60) return [word]
  const bare = withoutTypingKeys(word)
  for (const spelling of [bare, word]) {
    if (spelling === undefined) continue
    if (weightOf.has(searchKey(spelling))) return [searchKey(spelling)]
    const cut = spelling.length >= 5 ? cutIntoWords(spelling, weightOf) : undefined
    if (cut) return cut
  }
  const cut = word.length >= 8 ? cutKeysIntoWords(word, weightOf) : undefined
  return cut ?? [word]
}

const longestWord = 7

/** `dangkykhaisinh` as the fewest known words, or undefined; at most seven looks for each letter. */
function cutIntoWords(
  text: string,
  known: ReadonlyMap<string, number>,
  read: (piece: string) => string = (piece) => piece,
  longest = longestWord,
): string[] | undefined {
  const best: (string[] | undefined)[] = [[]]
  for (let end = 1; end <= text.length; end++) {
    for (let start = Math.max(0, end - longest); start < end - 1; start++) {
      const before = best[start]
      if (!before || (best[end] && (best[end]?.length ?? 0) <= before.length + 1)) continue
      const piece = searchKey(read(text.slice(start, end)))
      if (piece.length >= 2 && known.has(piece)) best[end] = [...before, piece]
    }
  }
  return best[text.length]
}

/** The same where the keys of Telex or VNI stand between: `ddawngkyskhaisinh`. */
function cutKeysIntoWords(text: string, known: ReadonlyMap<string, number>): string[] | undefined {
  return cutIntoWords(text, known, (piece) => withoutTypingKeys(piece) ?? piece, longestWord + 3)
}

function meaningPart({ term, text }: { term: string; text: string }, { weightOf }: SearchIndex): AskedPart {
  return { weight: weightOf.get(term) ?? 0, terms: new Map([[term, 0.9]]), marks: [text.trim()] }
}

/** Closeness of the word with other accents than those typed. */
const otherAccents = 0.6

function partOf(
  word: string,
  written: string | undefined,
  share: number,
  { weightOf, spellings, entries }: SearchIndex,
): AskedPart {
  const known = weightOf.get(word)
  const terms = new Map<string, number>()
  const marks = new Set<string>()
  const take = (found: string, closeness: number, mark: string) => {
    terms.set(found, Math.max(terms.get(found) ?? 0, closeness))
    marks.add(mark)
  }
  const isBare = written === undefined || written === word || searchKey(written) === written
  const accents = isBare || spellings.get(word)?.has(written) ? 1 : otherAccents
  if (known !== undefined) take(word, accents, word)
  for (const other of weightOf.keys()) {
    if (other.startsWith('#') || other === word) continue
    if (word.length >= 2 && other.startsWith(word)) take(other, known === undefined ? 0.8 : 0.3, word)
    else if (known === undefined && word.length >= 3 && other.length >= 3 && isOneEditAway(other, word)) {
      take(other, 0.5, other)
    }
  }
  if (terms.size === 0 && word.length >= 2 && word.length <= 6) {
    for (const { initials, key } of entries.flatMap(({ phrases }) => phrases)) {
      const at = initials.length > 12 ? -1 : initials.indexOf(word)
      if (at < 0) continue
      for (const meant of key.split(' ').slice(at, at + word.length)) take(meant, 0.6, meant)
    }
  }
  const weight = (known ?? Math.log(1 + entries.length)) * share
  return { weight: filler.has(word) ? weight / 3 : weight, terms, marks: [...marks] }
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
