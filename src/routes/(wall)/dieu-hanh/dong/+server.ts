/** The wall's stream: the newest figures at once and after every change. */
import { watchWall } from '#server/modules/indicators/index.ts'
import { streamEvents } from '#server/platform/log/event-stream.ts'
import { requireRole } from '#server/platform/web/guards.ts'
import type { RequestHandler } from './$types'

const roles = ['monitor', 'commander'] as const

/** Whether one may still watch, for a stream that was cut. */
export const HEAD: RequestHandler = ({ locals }) => {
  requireRole(locals.actor, ...roles)
  return new Response(null, { headers: { 'cache-control': 'no-store' } })
}

export const GET: RequestHandler = ({ locals, request }) =>
  streamEvents({
    signal: request.signal,
    actor: requireRole(locals.actor, ...roles),
    actorNow: locals.actorNow,
    watch: (send) => watchWall(({ id }, data) => send({ event: 'wall', id, data })),
  })
