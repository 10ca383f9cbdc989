import { error } from '@sveltejs/kit'
import { requireCaseHandler } from '#server/platform/rights.ts'
import { m } from '#shared/messages/index.ts'
import { drawPaperPage } from '../../../open-paper.server.ts'
import type { RequestHandler } from './$types'

/** One page of a paper, drawn. */
export const GET: RequestHandler = async ({ locals, params }) => {
  const officer = requireCaseHandler(locals.actor)
  const picture = await drawPaperPage(officer, params.ma, Number(params.so), Number(params.trang) || 0)
  if (!picture) error(404, { message: m.ui.errors.notFound.title })
  return new Response(new Uint8Array(picture), {
    headers: {
      'content-type': 'image/png',
      'content-length': String(picture.length),
      'cache-control': 'private, no-store',
    },
  })
}
