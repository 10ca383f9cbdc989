/** Says “changed” when something happened to a meeting; the page then asks for it anew. */
import { meetingNotFound, viewMeeting, watchMeeting } from '#server/modules/meetings/index.ts'
import { isId } from '#server/platform/id.ts'
import { streamEvents } from '#server/platform/log/live/event-stream.ts'
import { requireOfficer } from '#server/platform/web/guards.ts'
import { perform } from '#server/platform/work.ts'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = async ({ locals, params, request }) => {
  const actor = requireOfficer(locals.actor)
  if (!isId(params.id)) throw meetingNotFound()
  await perform(actor, (work) => viewMeeting(work, actor, params.id))
  let count = 0
  return streamEvents({
    signal: request.signal,
    actor,
    actorNow: locals.actorNow,
    watch: (send) =>
      watchMeeting(params.id, () => send({ event: 'changed', id: ++count, data: String(count) })),
  })
}

export const HEAD: RequestHandler = ({ locals }) => {
  requireOfficer(locals.actor)
  return new Response(null, { headers: { 'cache-control': 'no-store' } })
}
