import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { json } from '@sveltejs/kit'
import { ChunkHead, meetingNotFound, openChunk, takeChunk } from '#server/modules/meetings/index.ts'
import { answerFile } from '#server/platform/files/answer-file.ts'
import { isId } from '#server/platform/id.ts'
import { requireOfficer } from '#server/platform/web/guards.ts'
import { perform } from '#server/platform/work.ts'
import { answerUpload } from '../../../../../../tep/answer-upload.ts'
import { idOf } from '../../../../present-meeting.server.ts'
import type { RequestHandler } from './$types'

/** Some seconds of sound, to be played by whoever may listen. */
export const GET: RequestHandler = async ({ params, locals }) => {
  const officer = requireOfficer(locals.actor)
  const id = idOf(params)
  const { number } = ChunkHead.pick({ number: true }).safeParse({ number: params.so }).data ?? {}
  if (number === undefined || !isId(params.ban)) throw meetingNotFound()
  const chunk = await perform(officer, (work) => openChunk(work, officer, id, params.ban, number))
  return answerFile({ ...chunk, name: `ghi-am-${number + 1}` })
}

/** The raw bytes of one chunk, with its hash and its place in `x-chunk-sha256` and `x-chunk-starts`, and how many were recorded so far in `x-chunk-recorded`. Answered once it is kept. */
export const PUT: RequestHandler = ({ params, request, locals }) =>
  answerUpload(async () => {
    const officer = requireOfficer(locals.actor)
    const id = idOf(params)
    if (!isId(params.ban)) throw meetingNotFound()
    const head = ChunkHead.parse({
      number: params.so,
      sha256: request.headers.get('x-chunk-sha256'),
      startsMs: request.headers.get('x-chunk-starts'),
      recorded: request.headers.get('x-chunk-recorded') ?? 0,
    })
    const source = request.body ? Readable.fromWeb(request.body as ReadableStream) : Readable.from([])
    return json(await takeChunk(officer, id, params.ban, head, source))
  })
