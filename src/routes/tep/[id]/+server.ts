import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { json } from '@sveltejs/kit'
import { appendUpload, finishUpload, uploadState } from '#server/platform/files/index.ts'
import { isId } from '#server/platform/id.ts'
import { requireSignedIn } from '#server/platform/web/guards.ts'
import { perform } from '#server/platform/work.ts'
import { defineRefusal } from '#shared/refusal.ts'
import { answerUpload } from '../answer-upload.ts'

const uploadNotFound = defineRefusal('files.upload_not_found', 404)

/** How far it has come, to go on from there after a lost line or a reload. */
export const GET = ({ params, locals }) =>
  answerUpload(async () => {
    const owner = requireSignedIn(locals.actor)
    if (!isId(params.id)) throw uploadNotFound()
    const { offset, size, sha256 } = await perform(owner, (work) => uploadState(work, owner, params.id))
    return json({ offset, size, sha256 }, { headers: { 'cache-control': 'no-store' } })
  })

/** The next bytes, from `upload-offset`; the last of them make it a file, or meet the refusal of its content. */
export const PATCH = ({ params, request, locals }) =>
  answerUpload(async () => {
    const owner = requireSignedIn(locals.actor)
    if (!isId(params.id)) throw uploadNotFound()
    const from = Number(request.headers.get('upload-offset'))
    const source = request.body ? Readable.fromWeb(request.body as ReadableStream) : Readable.from([])
    const { offset, size } = await appendUpload(owner, params.id, from, source)
    if (offset < size) return json({ offset })
    const { sha256, name, mediaType } = await finishUpload(owner, params.id, request.signal)
    return json({ offset, sha256, name, mediaType })
  })
