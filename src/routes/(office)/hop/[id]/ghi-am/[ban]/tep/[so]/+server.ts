import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { json } from '@sveltejs/kit'
import { meetingNotFound, PieceHead, takePiece } from '#server/modules/meetings/index.ts'
import { isId } from '#server/platform/id.ts'
import { requireOfficer } from '#server/platform/web/guards.ts'
import { answerUpload } from '../../../../../../../tep/answer-upload.ts'
import { idOf } from '../../../../../present-meeting.server.ts'
import type { RequestHandler } from './$types'

/** The raw bytes of one piece, with its hash in `x-chunk-sha256`. Answered once it is kept. */
export const PUT: RequestHandler = ({ params, request, locals }) =>
  answerUpload(async () => {
    const officer = requireOfficer(locals.actor)
    const id = idOf(params)
    if (!isId(params.ban)) throw meetingNotFound()
    const head = PieceHead.parse({ number: params.so, sha256: request.headers.get('x-chunk-sha256') })
    const source = request.body ? Readable.fromWeb(request.body as ReadableStream) : Readable.from([])
    return json(await takePiece(officer, id, params.ban, head, source))
  })
