import { z } from 'zod'
import { documentNotFound, showDraftPage } from '#server/modules/documents/index.ts'
import { requireReader } from '#server/platform/rights.ts'
import { requireId } from '../../require-id.ts'
import type { RequestHandler } from './$types'

const Wanted = z.object({
  page: z.coerce.number().int().min(1).max(1000),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
})

/** One page of the draft as a picture, of the file with the fingerprint `tep`. */
export const GET: RequestHandler = async ({ params, locals, url }) => {
  const officer = requireReader(locals.actor)
  const id = requireId(params.id)
  const wanted = Wanted.safeParse({ page: params.trang, sha256: url.searchParams.get('tep') })
  if (!wanted.success) throw documentNotFound()
  const picture = await showDraftPage(officer, id, wanted.data.sha256, wanted.data.page)
  return new Response(new Uint8Array(picture), {
    headers: {
      'content-type': 'image/png',
      'content-length': String(picture.length),
      // Asked for anew each time: that a page was sent is what a signature rests on.
      'cache-control': 'private, no-store',
    },
  })
}
