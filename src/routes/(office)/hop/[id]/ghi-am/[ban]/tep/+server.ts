import { json } from '@sveltejs/kit'
import { BringFile, bringFile, meetingNotFound } from '#server/modules/meetings/index.ts'
import { isId } from '#server/platform/id.ts'
import { requireOfficer } from '#server/platform/web/guards.ts'
import { answerUpload } from '../../../../../../tep/answer-upload.ts'
import { idOf } from '../../../../present-meeting.server.ts'
import type { RequestHandler } from './$types'

/** Begins to bring a file under the id the page made, or says which pieces of it are here. */
export const PUT: RequestHandler = ({ params, request, locals }) =>
  answerUpload(async () => {
    const officer = requireOfficer(locals.actor)
    const id = idOf(params)
    if (!isId(params.ban)) throw meetingNotFound()
    return json(await bringFile(officer, id, params.ban, BringFile.parse(await request.json())))
  })
