/** Tìm văn bản: whoever works on documents finds what they may read, by any words of it, with or without accents. */
import { z } from 'zod'
import { recordAccess } from '#server/modules/registry/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import { requireDocumentHandler } from '#server/platform/rights.ts'
import type { Work } from '#server/platform/work.ts'
import { addDays, localDay, startOfLocalDay } from '#shared/dates.ts'
import { highlight, type TextPart } from '#shared/text/index.ts'
import { gramsOfPhrases, type Phrase, readPhrases } from './read-query.ts'
import { agencyMark, directionMark, kindMark } from './text-of.ts'
import {
  countWaiting,
  type FoundDocument,
  findPlaces,
  listTexts,
  type TextPlace,
  type Waits,
} from './text-queries.ts'

export const directions = ['in', 'out', 'draft'] as const

export const DocumentQuery = z.object({
  q: z.string().max(300).default(''),
  kind: z.string().max(60).default(''),
  direction: z.enum(directions).optional(),
  agencyId: z.string().max(100).default(''),
  year: z.int().min(1900).max(2200).optional(),
  page: z.int().min(1).max(40).default(1),
  /** Where an earlier search ended: what is older. */
  after: z.object({ micros: z.string().regex(/^\d{1,17}$/), id: z.uuid() }).optional(),
})
export type DocumentQuery = z.infer<typeof DocumentQuery>

export interface Hit extends Omit<FoundDocument, 'lines' | 'plain' | 'toned'> {
  /** The sentence it was found by, its phrase marked; one for each phrase. */
  sentences: TextPart[][]
}

export interface Hits {
  hits: Hit[]
  /** Of so many as are looked for at once. */
  total: number
  /** Where the search goes on; undefined where nothing older is found. */
  next: TextPlace | undefined
  pageSize: number
  /** Whether anything was asked for. */
  isAsked: boolean
  /** Whether accents were typed: of these, those that have them come first. */
  isToned: boolean
  /** What changed and is not searched yet. */
  waits: Waits
}

const pageSize = 25
/**
 * So many with the accents typed are looked for at once, among so many spelt so without accents: all of these can be paged through, and the
 * next search goes on where they end.
 */
const mostDocuments = 200
const mostCompared = 1000

/**
 * The newest documents that hold every phrase, each with its sentences; typed with accents, those that have them first, of all until so
 * many were compared, and `next` says where that was. What the officer may not
 * read is not found; that a document about a person was listed, that person can see.
 */
export async function findDocuments(work: Work, query: DocumentQuery): Promise<Hits> {
  const officer = requireDocumentHandler(work.actor)
  const phrases = readPhrases(query.q)
  const waits = await countWaiting(work.tx)
  const toned = phrases.flatMap((phrase) => phrase.toned ?? [])
  const isToned = toned.length > 0
  if (phrases.length === 0)
    return { hits: [], total: 0, next: undefined, pageSize, isAsked: false, isToned, waits }
  const { ids, next } = await findPlaces(work.tx, {
    grams: gramsOfPhrases(phrases),
    plain: phrases.map(({ plain }) => plain),
    toned,
    marks: [
      ...(query.kind ? [kindMark(query.kind)] : []),
      ...(query.direction ? [directionMark(query.direction)] : []),
      ...(query.agencyId ? [agencyMark(query.agencyId)] : []),
    ],
    ...spanOf(query.year, work.now),
    after: query.after,
    most: mostDocuments,
    mostCompared,
  })
  const first = (query.page - 1) * pageSize
  const rows = await listTexts(work.tx, ids.slice(first, first + pageSize))
  await recordListed(work, officer, rows)
  return {
    hits: rows.map((row) => present(row, phrases)),
    total: ids.length,
    next,
    pageSize,
    isAsked: true,
    isToned,
    waits,
  }
}

/** One year of Vietnamese time, or everything until tomorrow. */
function spanOf(year: number | undefined, now: Date): { from: Date | null; to: Date } {
  if (year === undefined) return { from: null, to: startOfLocalDay(addDays(localDay(now), 1)) }
  return { from: startOfLocalDay(`${year}-01-01`), to: startOfLocalDay(`${year + 1}-01-01`) }
}

function present({ lines, plain, toned, ...row }: FoundDocument, phrases: readonly Phrase[]): Hit {
  const written = lines.split('\n')
  const bare = plain.split('\n')
  const accented = toned.split('\n')
  const sentences = new Map<number, string>()
  for (const phrase of phrases) {
    const exact = phrase.toned ? accented.findIndex((line) => line.includes(phrase.toned ?? '')) : -1
    const at = exact >= 0 ? exact : bare.findIndex((line) => line.includes(phrase.plain))
    if (at >= 0) sentences.set(at, `${sentences.get(at) ?? ''} ${phrase.typed}`.trim())
  }
  return {
    ...row,
    sentences: [...sentences].map(([at, typed]) =>
      around(highlight(written[at] ?? '', typed.replace(/[^\p{L}\p{M}\p{N}/.-]+/gu, ' '))),
    ),
  }
}

const mostAround = 160

/** A long sentence is shown around what is marked in it. */
function around(parts: TextPart[]): TextPart[] {
  const first = parts.findIndex(({ marked }) => marked)
  const last = parts.findLastIndex(({ marked }) => marked)
  return parts.map((part, at) => {
    if (part.marked || part.text.length <= mostAround) return part
    if (at < first) return { ...part, text: `… ${part.text.slice(-mostAround).replace(/^\S*\s/, '')}` }
    if (at > last) return { ...part, text: `${part.text.slice(0, mostAround).replace(/\s\S*$/, '')} …` }
    return part
  })
}

async function recordListed(work: Work, officer: Officer, rows: readonly FoundDocument[]): Promise<void> {
  for (const { ownerId, dossierId } of rows) {
    if (ownerId)
      await recordAccess(work, officer, ownerId, { purpose: 'dossier', dossierId, opened: 'search' })
  }
}
