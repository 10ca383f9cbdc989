import { provinceFolder } from '#server/platform/province.ts'
import type { Work } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import { definitionsOf } from '../definitions.ts'
import { listMarksInForce } from '../queries.ts'
import { type EverydayWords, readEverydayWords } from './everyday-words.ts'
import { type Found, type FoundService, searchIndex } from './search.ts'
import { buildSearchIndex, type SearchIndex } from './search-index.ts'

let everyday: EverydayWords | undefined
let prepared: { revision: string; index: SearchIndex } | undefined

/** Finds what people mean as they type it, done here or not; the index is kept until the catalogue in force changes. */
export async function findAnswers({ tx, now }: Work, query: string, limit = 20): Promise<Found[]> {
  const marks = await listMarksInForce(tx, localDay(now))
  const revision = marks.map(({ sha256 }) => sha256.toString('base64')).join()
  if (prepared?.revision !== revision) {
    everyday ??= readEverydayWords(provinceFolder)
    prepared = { revision, index: buildSearchIndex(await definitionsOf(tx, marks), everyday) }
  }
  return searchIndex(prepared.index, query, limit)
}

/** The same, services alone. */
export async function searchServices(work: Work, query: string, limit = 20): Promise<FoundService[]> {
  return (await findAnswers(work, query, limit)).filter((found) => 'service' in found)
}
