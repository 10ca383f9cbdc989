import { error } from '@sveltejs/kit'
import { readDraftPicture } from '#server/modules/documents/index.ts'
import { isId } from '#server/platform/id.ts'
import { requireDocumentHandler } from '#server/platform/rights.ts'
import { perform } from '#server/platform/work.ts'
import { m } from '#shared/messages/index.ts'
import type { RequestHandler } from './$types'

/** A picture of the draft, by its fingerprint. */
export const GET: RequestHandler = async ({ locals, params, request }) => {
  const officer = requireDocumentHandler(locals.actor)
  if (!isId(params.id) || !/^[0-9a-f]{64}$/.test(params.tep))
    error(404, { message: m.ui.errors.notFound.title })
  const { bytes, mediaType } = await perform(officer, (work) =>
    readDraftPicture(work, officer, params.id, params.tep),
  )
  // Asked for anew each time it is shown, by whoever may still see it; sent once.
  const headers = { etag: `"${params.tep}"`, 'cache-control': 'private, no-cache' }
  if (request.headers.get('if-none-match') === headers.etag)
    return new Response(null, { status: 304, headers })
  return new Response(new Uint8Array(bytes), { headers: { ...headers, 'content-type': mediaType } })
}
