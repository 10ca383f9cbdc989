import { json } from '@sveltejs/kit'
import {
  BeginRecording,
  beginRecording,
  EndRecording,
  endRecording,
  meetingNotFound,
} from '#server/modules/meetings/index.ts'
import { isId } from '#server/platform/id.ts'
import { requireOfficer } from '#server/platform/web/guards.ts'
import { perform } from '#server/platform/work.ts'
import { answerUpload } from '../../../../../tep/answer-upload.ts'
import { idOf } from '../../../present-meeting.server.ts'
import type { RequestHandler } from './$types'

/** Begins a recording under the id the page made: pressed twice, or sent again over a bad line, it is the same. */
export const PUT: RequestHandler = ({ params, request, locals }) =>
  answerUpload(async () => {
    const officer = requireOfficer(locals.actor)
    const id = idOf(params)
    if (!isId(params.ban)) throw meetingNotFound()
    const input = BeginRecording.parse(await request.json())
    return json(await perform(officer, (work) => beginRecording(work, officer, id, params.ban, input)))
  })

/** Ends it: the machine that records says how many chunks there are, those on their way included. */
export const POST: RequestHandler = ({ params, request, locals }) =>
  answerUpload(async () => {
    const officer = requireOfficer(locals.actor)
    const id = idOf(params)
    if (!isId(params.ban)) throw meetingNotFound()
    const input = EndRecording.parse(await request.json())
    return json(await perform(officer, (work) => endRecording(work, officer, id, params.ban, input)))
  })
