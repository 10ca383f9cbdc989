/** Says “changed” when somebody saved, took the turn, remarked or proposed; the page then asks for the draft anew. */

import { error } from '@sveltejs/kit'
import { seeDraft, watchDraft } from '#server/modules/documents/index.ts'
import { isId } from '#server/platform/id.ts'
import { streamEvents } from '#server/platform/log/live/event-stream.ts'
import { requireDocumentHandler } from '#server/platform/rights.ts'
import { perform } from '#server/platform/work.ts'
import { m } from '#shared/messages/index.ts'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = async ({ locals, params, request }) => {
  const actor = requireDocumentHandler(locals.actor)
  if (!isId(params.id)) error(404, { message: m.ui.errors.notFound.title })
  await perform(actor, (work) => seeDraft(work, actor, params.id))
  let count = 0
  return streamEvents({
    signal: request.signal,
    actor,
    actorNow: locals.actorNow,
    watch: (send) =>
      watchDraft(params.id, () => send({ event: 'changed', id: ++count, data: String(count) })),
  })
}

export const HEAD: RequestHandler = ({ locals }) => {
  requireDocumentHandler(locals.actor)
  return new Response(null, { headers: { 'cache-control': 'no-store' } })
}
