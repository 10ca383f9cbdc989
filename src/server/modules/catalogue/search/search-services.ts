import { provinceFolder } from '#server/platform/province.ts'
import type { Work } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import { m } from '#shared/messages/index.ts'
import { definitionsOf } from '../definitions.ts'
import type { Service } from '../model.ts'
import { listMarksInForce } from '../queries.ts'
import { replacedCodes, replacementOf } from '../replaced-codes.ts'
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
  const found = searchIndex(prepared.index, query, limit)
  const replaced = replacementOf(replacedCodes(), query.trim(), localDay(now))
  if (!replaced) return found
  const service = (await definitionsOf(tx, marks)).find(({ code }) => code === replaced.code)
  return service ? [replacedAnswer(query.trim(), service), ...found] : found
}

/** Who types the code of before is led to the one of today. */
function replacedAnswer(old: string, service: Service): FoundService {
  const text = m.catalogue.replaced(old, service.code)
  return {
    service,
    title: [{ text: service.plainName, marked: false }],
    foundBy: [{ text, marked: false }],
  }
}

/** The same, services alone. */
export async function searchServices(work: Work, query: string, limit = 20): Promise<FoundService[]> {
  return (await findAnswers(work, query, limit)).filter((found) => 'service' in found)
}
