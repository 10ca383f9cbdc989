/** Says “changed” when something happened to a dossier of this officer's agency; the page then asks for the list anew. */
import { dossierNews } from '#server/modules/dossiers/index.ts'
import { streamEvents } from '#server/platform/log/event-stream.ts'
import { on } from '#server/platform/log/on.ts'
import { watchFeed } from '#server/platform/log/watch-feed.ts'
import { requireRole } from '#server/platform/web/guards.ts'
import type { RequestHandler } from './$types'

/** News of a dossier and the agencies it concerns: when it is forwarded, both. */
const whereNews = on(dossierNews, ({ id, data }) => ({
  id,
  agencyIds: 'toAgencyId' in data ? [data.agencyId, data.toAgencyId] : [data.agencyId],
}))

const roles = ['one_stop', 'specialist', 'leader'] as const

/** Whether one may still watch, for a stream that was cut. */
export const HEAD: RequestHandler = ({ locals }) => {
  requireRole(locals.actor, ...roles)
  return new Response(null, { headers: { 'cache-control': 'no-store' } })
}

export const GET: RequestHandler = ({ locals, request }) => {
  const officer = requireRole(locals.actor, ...roles)
  const mine = new Set(officer.agencyIds)
  return streamEvents({
    signal: request.signal,
    actor: officer,
    actorNow: locals.actorNow,
    watch: (send) =>
      watchFeed([whereNews], (facts) => {
        const news = facts.filter(({ agencyIds }) => agencyIds.some((id) => mine.has(id)))
        const last = news.at(-1)
        if (last) send({ event: 'changed', id: last.id, data: String(news.length) })
      }),
  })
}
