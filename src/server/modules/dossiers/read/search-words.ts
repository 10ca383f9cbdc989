/** The words a dossier is found by in the search box of the agencies that had it before them. */
import { localDay } from '#shared/dates.ts'
import { searchKey, stripMarks } from '#shared/text/index.ts'

/** Marks a dossier as an agency's, and as one filed in this month there, so that a search can begin with the newest. */
export function agencyWords(agencyId: string, submittedAt: Date): string[] {
  return [`@${agencyId}`, `@${agencyId}/${monthWord(submittedAt)}`]
}

/** The words of the names a dossier is found by: its applicant's and every one in its answers. */
export function wordsOfNames(names: readonly string[]): string[] {
  const words = names
    .flatMap((name) => searchKey(name).split(/\s+/))
    .map((word) => word.replace(/['\\]/g, ''))
  return [...new Set(words.filter((word) => /[\p{L}\p{N}]/u.test(word)))].slice(0, mostNameWords)
}

/** A dossier names a family, not a village: more words than these are no names, and would make it match anything. */
const mostNameWords = 120

/**
 * How far back a search goes, step by step: months, then everything (null). A name that half the province bears is found
 * often enough among the newest, so that ten years of history cost it nothing.
 */
export function spansOf(now: Date): (string[] | null)[] {
  return [newest(1, now), newest(3, now), newest(12, now), newest(48, now), null]
}

function newest(count: number, now: Date): string[] {
  const [year = 0, month = 0] = localDay(now).split('-').map(Number)
  return Array.from({ length: count }, (_, back) => monthWord(new Date(Date.UTC(year, month - 1 - back, 15))))
}

/** `2611` for November 2026, in Vietnamese time. */
function monthWord(at: Date): string {
  return localDay(at).slice(2, 7).replace('-', '')
}

/** A word an officer typed, as stored words are written, and what it may be the beginning of. */
export interface TypedWord {
  whole: string
  beginnings: string[]
}

export function typedWords(typed: string): TypedWord[] {
  const words = searchKey(typed)
    .split(/\s+/)
    .map((word) => word.replace(/['\\]/g, ''))
    .filter((word) => /[\p{L}\p{N}]/u.test(word))
    .slice(0, 8)
    .map((whole) => ({ whole, beginnings: [whole] }))
  // A final y is kept as i, but one that is only the end of what was typed so far may go on: `quy` for Quỳnh.
  const last = words.at(-1)
  if (last?.whole.endsWith('i') && /y\s*$/i.test(stripMarks(typed))) {
    last.beginnings.push(`${last.whole.slice(0, -1)}y`)
  }
  return words
}

/** A tsquery for the word as it stands. */
export function wholeWord({ whole }: TypedWord): string {
  return quote(whole)
}

/**
 * A tsquery for what the word may be the beginning of; `nameWords` are the words of names that begin so. Beginnings of
 * numbers and codes are left to the index, which has few of each; those of names would cost it the reading of half the
 * province. Undefined when nothing begins so.
 */
export function begunWord({ beginnings }: TypedWord, nameWords: readonly string[]): string | undefined {
  const words = beginnings.some((beginning) => /\d/.test(beginning))
    ? beginnings.map((beginning) => `${quote(beginning)}:*`)
    : nameWords.filter((word) => beginnings.some((beginning) => word.startsWith(beginning))).map(quote)
  return words.length > 0 ? `(${words.join(' | ')})` : undefined
}

function quote(word: string): string {
  return `'${word}'`
}
