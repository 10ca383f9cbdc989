import { openIncomingFile } from '#server/modules/documents/index.ts'
import { answerFile } from '#server/platform/files/answer-file.ts'
import { requireDocumentHandler } from '#server/platform/rights.ts'
import { perform } from '#server/platform/work.ts'
import { readPage, requireId } from '../../../page-picture.server.ts'
import type { RequestHandler } from './$types'

/** A file of an incoming document: as it came, with the ĐẾN mark (`den`), or what came with it, by its place. */
export const GET: RequestHandler = async ({ params, locals }) => {
  const officer = requireDocumentHandler(locals.actor)
  const copy = params.ban === 'den' || params.ban === 'goc' ? params.ban : readPage(params.ban)
  const id = requireId(params.id)
  const file = await perform(officer, (work) => openIncomingFile(work, officer, id, copy))
  return answerFile(file, { isShown: true })
}
