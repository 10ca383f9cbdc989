import { meetingNotFound, openPaper } from '#server/modules/meetings/index.ts'
import { answerFile } from '#server/platform/files/answer-file.ts'
import { isId } from '#server/platform/id.ts'
import { requireOfficer } from '#server/platform/web/guards.ts'
import { perform } from '#server/platform/work.ts'
import { idOf } from '../../../present-meeting.server.ts'
import type { RequestHandler } from './$types'

/** A paper of a meeting, for those invited. */
export const GET: RequestHandler = async ({ params, locals }) => {
  const officer = requireOfficer(locals.actor)
  if (!isId(params.tep)) throw meetingNotFound()
  const paper = await perform(officer, (work) => openPaper(work, officer, idOf(params), params.tep))
  return answerFile(paper, { isShown: true })
}
