import { WorkListQuery } from '#server/modules/dossiers/index.ts'
import { isMineByDefault } from './whose.ts'

/** The filters of an address as the list reads them: what cannot be read is what stands there without. */
export function readListQuery(url: URL): WorkListQuery {
  const asked = Object.fromEntries(url.searchParams)
  const usual = { mine: String(isMineByDefault(asked)) }
  return WorkListQuery.catch(WorkListQuery.parse(usual)).parse({ ...usual, ...asked })
}
