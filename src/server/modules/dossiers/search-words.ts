/** The words a dossier is found by in the search box of the agencies that had it before them. */
import { localDay } from '#shared/dates.ts'
import { searchKey, stripMarks } from '#shared/text/index.ts'

/** Marks a dossier as an agency's, and as one filed in this month there, so that a search can begin with the newest. */
export function agencyWords(agencyId: string, submittedAt: Date): string[] {
  return [`@${agencyId}`, `@${agencyId}/${monthWord(submittedAt)}`]
}

/** Whose it is. The code is added by the database, which numbers it. */
export function applicantWords(idNumber: string, nameKey: string): string[] {
  return [idNumber, ...nameKey.split(' ')]
}

/**
 * How far back a search goes, step by step: months, then everything (null). A name that half the province bears is found
 * often enough among the newest, and a rare one costs little to look for everywhere.
 */
export function spansOf({ unfinished }: Reading, now: Date): (string[] | null)[] {
  // Beginnings of words are looked at one dossier after another within months: not through half a year of them.
  return unfinished ? [newest(2, now), null] : [newest(2, now), newest(6, now), null]
}

function newest(count: number, now: Date): string[] {
  const [year = 0, month = 0] = localDay(now).split('-').map(Number)
  return Array.from({ length: count }, (_, back) => monthWord(new Date(Date.UTC(year, month - 1 - back, 15))))
}

/** `2611` for November 2026, in Vietnamese time. */
function monthWord(at: Date): string {
  return localDay(at).slice(2, 7).replace('-', '')
}

export interface Reading {
  /** Words that stand whole, a tsquery; empty when there are none. */
  words: string
  /** Beginnings of words, a tsquery; null when there are none. */
  unfinished: string | null
  /** With this many found no looser reading is tried. */
  enough: number
}

/** Words as typed, read strictly and then more loosely: whole, the last unfinished, all unfinished (`nguyen th`: Nguyễn Thị). */
export function readingsOf(typed: string, pageSize: number): Reading[] {
  const words = searchKey(typed)
    .split(/\s+/)
    .map((word) => word.replace(/['\\]/g, ''))
    .filter((word) => /[\p{L}\p{N}]/u.test(word))
    .slice(0, 8)
  const [last] = words.slice(-1)
  if (last === undefined) return []
  const whole = words.map(quote)
  const begun = words.map((word) => `${quote(word)}:*`)
  // A final y is kept as i, but one that is only the end of what was typed so far may go on: `quy` for Quỳnh.
  if (last.endsWith('i') && /y\s*$/.test(stripMarks(typed))) {
    begun.push(`(${begun.pop()} | ${quote(`${last.slice(0, -1)}y`)}:*)`)
  }
  const and = (parts: string[]) => parts.join(' & ')
  return [
    { words: and(whole), unfinished: null, enough: pageSize },
    { words: and(whole.slice(0, -1)), unfinished: and(begun.slice(-1)), enough: 1 },
    ...(words.length > 1 ? [{ words: '', unfinished: and(begun), enough: 1 }] : []),
  ]
}

function quote(word: string): string {
  return `'${word}'`
}
