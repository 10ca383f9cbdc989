/** The address of a live stream for a page: who may watch, and what is sent. */
import type { RequestHandler } from '@sveltejs/kit'
import type { Officer, Role } from '#server/platform/actor.ts'
import { type EventStream, streamEvents } from '#server/platform/log/live/event-stream.ts'
import { requireRole } from '#server/platform/web/guards.ts'

/** `GET` is the stream; `HEAD` tells whether one may still watch, for a stream that was cut. */
export function liveRoute(
  roles: [Role, ...Role[]],
  watchAs: (officer: Officer) => EventStream['watch'],
): { GET: RequestHandler; HEAD: RequestHandler } {
  return {
    GET({ locals, request }) {
      const actor = requireRole(locals.actor, ...roles)
      return streamEvents({ signal: request.signal, actor, actorNow: locals.actorNow, watch: watchAs(actor) })
    },
    HEAD({ locals }) {
      requireRole(locals.actor, ...roles)
      return new Response(null, { headers: { 'cache-control': 'no-store' } })
    },
  }
}
