/** Says “changed” when something happened to a dossier of this officer's agency; the page then asks for the list anew. */
import { dossierNews, paperNews } from '#server/modules/dossiers/index.ts'
import { watchFeed } from '#server/platform/log/live/watch-feed.ts'
import { on } from '#server/platform/log/on.ts'
import { requireCaseHandler } from '#server/platform/rights.ts'
import { liveRoute } from '#ui/live-route.server.ts'

/** News of a dossier and the agencies it concerns: when it is forwarded, both. */
const whereNews = on([...dossierNews, ...paperNews], ({ id, data }) => ({
  id,
  agencyIds: 'toAgencyId' in data ? [data.agencyId, data.toAgencyId] : [data.agencyId],
}))

export const { GET, HEAD } = liveRoute(requireCaseHandler, (officer) => {
  const mine = new Set(officer.agencyIds)
  return (send) =>
    watchFeed([whereNews], (facts) => {
      const news = facts.filter(({ agencyIds }) => agencyIds.some((id) => mine.has(id)))
      const last = news.at(-1)
      if (last) send({ event: 'changed', id: last.id, data: String(news.length) })
    })
})
