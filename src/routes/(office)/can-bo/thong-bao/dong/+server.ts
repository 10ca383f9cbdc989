/** Says “told” when this officer was told something; the page then asks for its list anew. */
import { staffTold } from '#server/modules/notifications/index.ts'
import { watchFeed } from '#server/platform/log/live/watch-feed.ts'
import { on } from '#server/platform/log/on.ts'
import { requireOfficer } from '#server/platform/web/guards.ts'
import { liveRoute } from '#ui/live-route.server.ts'

const whomTold = on(staffTold, ({ id, subjectId }) => ({ id, accountId: subjectId }))

export const { GET, HEAD } = liveRoute(
  requireOfficer,
  (officer) => (send) =>
    watchFeed([whomTold], (told) => {
      const mine = told.filter(({ accountId }) => accountId === officer.id)
      const last = mine.at(-1)
      if (last) send({ event: 'told', id: last.id, data: String(mine.length) })
    }),
)
