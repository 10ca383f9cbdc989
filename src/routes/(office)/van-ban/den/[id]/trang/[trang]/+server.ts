import { drawIncomingPage } from '#server/modules/documents/index.ts'
import { requireDocumentHandler } from '#server/platform/rights.ts'
import { pagePicture, readPage, requireId } from '../../../page-picture.server.ts'
import type { RequestHandler } from './$types'

/** One page of an incoming document, as a picture. */
export const GET: RequestHandler = async ({ params, locals }) => {
  const officer = requireDocumentHandler(locals.actor)
  return pagePicture(await drawIncomingPage(officer, requireId(params.id), readPage(params.trang)))
}
