import { openArrivalFile } from '#server/modules/documents/index.ts'
import { answerFile } from '#server/platform/files/answer-file.ts'
import { requireRole } from '#server/platform/web/guards.ts'
import { perform } from '#server/platform/work.ts'
import { readPage, requireId } from '../../../../page-picture.server.ts'
import type { RequestHandler } from './$types'

/** A file as it came: for a clerk of the agency it came to. */
export const GET: RequestHandler = async ({ params, locals }) => {
  const officer = requireRole(locals.actor, 'clerk')
  const position = readPage(params.so)
  const file = await perform(officer, (work) =>
    openArrivalFile(work, officer, requireId(params.id), position),
  )
  return answerFile(file, { isShown: true })
}
