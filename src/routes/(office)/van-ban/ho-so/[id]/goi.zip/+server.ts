import { Readable } from 'node:stream'
import { error } from '@sveltejs/kit'
import { openPackage } from '#server/modules/documents/index.ts'
import { isId } from '#server/platform/id.ts'
import { requireDocumentHandler } from '#server/platform/rights.ts'
import { m } from '#shared/messages/index.ts'
import type { RequestHandler } from './$types'

/** The package of the last handing over, the same byte for byte. */
export const GET: RequestHandler = async ({ locals, params }) => {
  const officer = requireDocumentHandler(locals.actor)
  if (!isId(params.id)) error(404, { message: m.ui.errors.notFound.title })
  const { name, size, bytes } = await openPackage(officer, params.id)
  return new Response(Readable.toWeb(bytes) as ReadableStream, {
    headers: {
      'content-type': 'application/zip',
      'content-length': String(size),
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'private, no-store',
    },
  })
}
