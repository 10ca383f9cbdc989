import { drawArrivalPage } from '#server/modules/documents/index.ts'
import { requireRole } from '#server/platform/web/guards.ts'
import { pagePicture, readPage, requireId } from '../../../../page-picture.server.ts'
import type { RequestHandler } from './$types'

/** One page of what came, as a picture: for a clerk of the agency it came to. */
export const GET: RequestHandler = async ({ params, locals }) => {
  const officer = requireRole(locals.actor, 'clerk')
  const page = readPage(params.trang)
  return pagePicture(await drawArrivalPage(officer, requireId(params.id), page))
}
