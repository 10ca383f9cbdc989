import type { Work } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import { definitionsOf } from './definitions.ts'
import { listMarksInForce } from './queries.ts'
import { buildSearchIndex, type FoundService, type SearchEntry, searchIndex } from './search.ts'

let prepared: { revision: string; index: SearchEntry[] } = { revision: '', index: [] }

/** Finds services as people type; the index is kept until the catalogue in force changes. */
export async function searchServices({ tx, now }: Work, query: string, limit = 20): Promise<FoundService[]> {
  const marks = await listMarksInForce(tx, localDay(now))
  const revision = marks.map(({ sha256 }) => sha256.toString('base64')).join()
  if (prepared.revision !== revision) {
    prepared = { revision, index: buildSearchIndex(await definitionsOf(tx, marks)) }
  }
  return searchIndex(prepared.index, query, limit)
}
