/** The address of a live stream for a page: who may watch, and what is sent. */
import type { RequestHandler } from '@sveltejs/kit'
import type { Actor, Officer } from '#server/platform/actor.ts'
import { type EventStream, streamEvents } from '#server/platform/log/live/event-stream.ts'

/** `GET` is the stream; `HEAD` tells whether one may still watch, for a stream that was cut. */
export function liveRoute(
  requireWatcher: (actor: Actor) => Officer,
  watchAs: (officer: Officer) => EventStream['watch'],
): { GET: RequestHandler; HEAD: RequestHandler } {
  return {
    GET({ locals, request }) {
      const actor = requireWatcher(locals.actor)
      return streamEvents({ signal: request.signal, actor, actorNow: locals.actorNow, watch: watchAs(actor) })
    },
    HEAD({ locals }) {
      requireWatcher(locals.actor)
      return new Response(null, { headers: { 'cache-control': 'no-store' } })
    },
  }
}
