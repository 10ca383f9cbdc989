import { findAgency } from '#server/modules/agencies/index.ts'
import { listPublished } from '#server/modules/dossiers/index.ts'
import { perform } from '#server/platform/work.ts'
import { dateWords } from '#shared/dates.ts'
import type { PageServerLoad } from './$types'

/** Results the law has anyone read, the newest first; of one agency where it is named. */
export const load: PageServerLoad = ({ locals, url }) => {
  const typed = Number(url.searchParams.get('trang'))
  const page = Number.isInteger(typed) && typed > 1 && typed <= 1000 ? typed : 1
  const agencyId = (url.searchParams.get('co-quan') ?? '').slice(0, 100) || undefined
  return perform(locals.actor, async (work) => {
    const { rows, hasMore } = await listPublished(work, { agencyId, page })
    const names = new Map<string, string>()
    for (const id of new Set(rows.map((row) => row.agencyId)))
      names.set(id, (await findAgency(work, id))?.name ?? id)
    return {
      page,
      hasMore,
      agency: agencyId ? { id: agencyId, name: names.get(agencyId) ?? '' } : undefined,
      rows: rows.map(({ title, symbol, signedOn, agencyId: id, facts, until }) => ({
        title,
        symbol,
        signedOn: dateWords(signedOn),
        until: dateWords(until),
        agencyId: id,
        agency: names.get(id) ?? id,
        facts,
      })),
    }
  })
}
