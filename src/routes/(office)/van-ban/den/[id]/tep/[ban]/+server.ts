import { openIncomingFile } from '#server/modules/documents/index.ts'
import { answerFile } from '#server/platform/files/answer-file.ts'
import { requireDocumentHandler } from '#server/platform/rights.ts'
import { perform } from '#server/platform/work.ts'
import { requireId } from '../../../page-picture.server.ts'
import type { RequestHandler } from './$types'

/** The file of an incoming document: as it came, or with the ĐẾN mark (`den`). */
export const GET: RequestHandler = async ({ params, locals }) => {
  const officer = requireDocumentHandler(locals.actor)
  const copy = params.ban === 'den' ? 'den' : 'goc'
  const id = requireId(params.id)
  const file = await perform(officer, (work) => openIncomingFile(work, officer, id, copy))
  return answerFile(file, { isShown: true })
}
