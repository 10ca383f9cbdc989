/** Says “changed” when something happened to a dossier of this officer's agency; the page then asks for the list anew. */
import { requireCaseHandler } from '#server/platform/rights.ts'
import { watchFeed } from '#server/platform/watch-feed.ts'
import { streamEvents } from '#ui/stream-events.server.ts'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = ({ locals, request }) => {
  const officer = requireCaseHandler(locals.actor)
  const mine = new Set(officer.agencyIds)
  return streamEvents(request.signal, (send) =>
    watchFeed((events) => {
      const news = events.filter(
        ({ name, data }) =>
          name.startsWith('dossiers.') &&
          name !== 'dossiers.opened' &&
          (mine.has(String(data.agencyId)) || mine.has(String(data.toAgencyId))),
      )
      const last = news.at(-1)
      if (last) send('changed', String(last.id), String(news.length))
    }),
  )
}
