import { z } from 'zod'
import { documentNotFound, drawIssuedPage } from '#server/modules/documents/index.ts'
import { requireSignedIn } from '#server/platform/web/guards.ts'
import { requireId } from '../../require-id.ts'
import type { RequestHandler } from './$types'

const Page = z.coerce.number().int().min(1).max(1000)

/** One page of the signed file as a picture, for whoever may open the file. */
export const GET: RequestHandler = async ({ params, locals }) => {
  const actor = requireSignedIn(locals.actor)
  const id = requireId(params.id)
  const page = Page.safeParse(params.trang)
  if (!page.success) throw documentNotFound()
  const picture = await drawIssuedPage(actor, id, page.data)
  return new Response(new Uint8Array(picture), {
    headers: {
      'content-type': 'image/png',
      'content-length': String(picture.length),
      'cache-control': 'private, no-store',
    },
  })
}
