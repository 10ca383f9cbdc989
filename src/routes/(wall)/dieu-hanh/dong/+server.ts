/** The wall's stream: the newest figures at once and after every change. */
import { wall } from '#server/modules/wall/index.ts'
import { requireRole } from '#server/platform/web/guards.ts'
import { liveRoute } from '#ui/live-route.server.ts'

export const { GET, HEAD } = liveRoute(
  (actor) => requireRole(actor, 'monitor', 'commander'),
  () => (send) => wall.watch(({ id }, data) => send({ event: 'wall', id, data })),
)
