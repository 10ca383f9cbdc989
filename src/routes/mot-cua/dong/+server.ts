/** Says “changed” when something happened to a dossier of this officer's agency; the page then asks for the list anew. */
import { streamEvents } from '#server/platform/log/event-stream.ts'
import { watchFeed } from '#server/platform/log/watch-feed.ts'
import { requireRole } from '#server/platform/web/guards.ts'
import type { RequestHandler } from './$types'

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
      watchFeed((events) => {
        const news = events.filter(
          ({ name, data }) =>
            name.startsWith('dossiers.') &&
            name !== 'dossiers.opened' &&
            (mine.has(String(data.agencyId)) || mine.has(String(data.toAgencyId))),
        )
        const last = news.at(-1)
        if (last) send({ event: 'changed', id: last.id, data: String(news.length) })
      }),
  })
}
