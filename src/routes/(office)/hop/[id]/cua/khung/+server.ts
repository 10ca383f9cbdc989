import { json } from '@sveltejs/kit'
import { recognise } from '#server/modules/meetings/index.ts'
import { requireOfficer } from '#server/platform/web/guards.ts'
import { answerUpload } from '../../../../../tep/answer-upload.ts'
import { idOf } from '../../../present-meeting.server.ts'
import type { RequestHandler } from './$types'

/** The raw bytes of one picture of the camera at the door: looked at, and written nowhere. */
export const PUT: RequestHandler = ({ params, request, locals }) =>
  answerUpload(async () => {
    const officer = requireOfficer(locals.actor)
    const bytes = Buffer.from(await request.arrayBuffer())
    return json(await recognise(officer, idOf(params), bytes))
  })
