import { Readable } from 'node:stream'
import { openDocumentFile } from '#server/modules/documents/index.ts'
import { requireSignedIn } from '#server/platform/web/guards.ts'
import { perform } from '#server/platform/work.ts'
import { requireId } from '../require-id.ts'
import type { RequestHandler } from './$types'

/** The signed file: for its owner and for those who work on cases of its agency. */
export const GET: RequestHandler = async ({ params, locals }) => {
  const actor = requireSignedIn(locals.actor)
  const id = requireId(params.id)
  const { stream, headers } = await perform(actor, (work) => openDocumentFile(work, id))
  return new Response(Readable.toWeb(stream) as ReadableStream, { headers })
}
