/** Files for other systems: handed in whole, or in pieces in the manner of tus. */
import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { createRoute, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { defineRefusal } from '#shared/refusal.ts'
import { requireFiler } from '../rights.ts'
import { requireSignedIn } from '../web/guards.ts'
import {
  type ApiEnvironment,
  createRouter,
  IdempotencyKey,
  problems,
  requestKeyOf,
  withoutBody,
} from '../web/http.ts'
import { answerOnce } from '../web/idempotency.ts'
import { perform } from '../work.ts'
import { fileTooLarge } from './refusals.ts'
import { maxFileSize } from './store-file.ts'
import { appendUpload, createUpload, finishUpload, receiveFile, uploadState } from './upload.ts'

const nameUnreadable = defineRefusal('platform.file_name_unreadable', 422)

const Id = z.object({ id: z.uuid() })

const HandedIn = z
  .object({
    upload: z.uuid().meta({ description: 'Names the file in a dossier: papers[].upload' }),
    name: z.string(),
    sha256: z.string().length(64),
    size: z.int(),
    mediaType: z.string(),
  })
  .meta({ id: 'HandedInFile' })

const NewUpload = z
  .strictObject({ name: z.string().min(1).max(200), size: z.int().min(1).max(maxFileSize) })
  .meta({ id: 'NewUpload', example: { name: 'giấy chứng sinh.pdf', size: 248_113 } })

const Upload = z
  .object({
    upload: z.uuid(),
    offset: z.int().meta({ description: 'Where to go on sending' }),
    size: z.int(),
    sha256: z.string().nullable().meta({ description: 'Of the finished file' }),
    mediaType: z.string().optional(),
    expiresAt: z.iso.datetime().optional(),
  })
  .meta({ id: 'Upload' })

const FileName = z.object({
  'x-file-name': z
    .string()
    .max(1000)
    .optional()
    .meta({ description: 'Percent-encoded UTF-8', example: 'gi%E1%BA%A5y%20ch%E1%BB%A9ng%20sinh.pdf' }),
})

const bytes = { schema: z.string().meta({ format: 'binary' }) }
const progress = {
  description: 'How far it has come; also in Upload-Offset and Upload-Length',
  content: { 'application/json': { schema: Upload } },
}

const handIn = createRoute({
  method: 'post',
  path: '/files',
  operationId: 'handInFile',
  tags: ['Files'],
  summary: 'Hand in a file whole, as the raw body: PDF, JPEG, PNG, DOCX, XLSX, 50 MB at most',
  description:
    'The type is told by the content. The file is kept for a day; a dossier that names it keeps it for good.',
  request: {
    headers: IdempotencyKey.extend(FileName.shape),
    body: { required: true, content: { 'application/octet-stream': bytes } },
  },
  responses: {
    201: { description: 'Received', content: { 'application/json': { schema: HandedIn } } },
    ...problems(409, 413, 415, 429, 503),
  },
})

const begin = createRoute({
  method: 'post',
  path: '/uploads',
  operationId: 'beginUpload',
  tags: ['Files'],
  summary: 'Begin a file that is sent in pieces over a bad line',
  request: {
    headers: IdempotencyKey,
    body: { required: true, content: { 'application/json': { schema: NewUpload } } },
  },
  responses: {
    201: { description: 'Begun; its address is in Location', content: progress.content },
    ...problems(413, 415, 429),
  },
})

const read = createRoute({
  method: 'get',
  path: '/uploads/{id}',
  operationId: 'readUpload',
  tags: ['Files'],
  summary: 'How far an upload has come',
  request: { params: Id },
  responses: { 200: progress, ...problems(404) },
})

const append = createRoute({
  method: 'patch',
  path: '/uploads/{id}',
  operationId: 'appendToUpload',
  tags: ['Files'],
  summary: 'Send the next bytes; the last of them make it a file',
  description: 'What arrived before a line broke is kept: ask where to go on, and go on from there.',
  request: {
    params: Id,
    headers: z.object({
      'upload-offset': z.coerce.number().int().min(0).meta({ description: 'Where these bytes begin' }),
    }),
    body: { required: true, content: { 'application/offset+octet-stream': bytes } },
  },
  responses: { 200: progress, ...problems(404, 409, 413, 415, 503) },
})

export const fileRoutes = createRouter()
  .openapi(handIn, async (c) => {
    const owner = requireFiler(c.var.actor)
    const length = c.req.header('content-length') ?? ''
    if (Number(length) > maxFileSize) throw fileTooLarge({ limit: maxFileSize })
    const name = readName(c.req.valid('header')['x-file-name'])
    const { requestKey } = requestKeyOf(c, 'files')
    const requestMark = createHash('sha256').update(name).digest()
    // The bytes come last: what they are is known once they have been read.
    const isSame = async (first: unknown) =>
      z.object({ sha256: z.literal(await sha256Of(bodyOf(c))) }).safeParse(first).success
    const answer = await answerOnce(owner, { requestKey, requestMark, isSame }, async () => {
      const { uploadId, ...file } = await receiveFile(owner, {
        name,
        source: bodyOf(c),
        signal: c.req.raw.signal,
        ...(length === '' ? {} : { size: Number(length) }),
      })
      return {
        upload: uploadId,
        name: file.name,
        sha256: file.sha256,
        size: file.size,
        mediaType: file.mediaType,
      }
    })
    return c.json(answer, 201)
  })
  .openapi(begin, async (c) => {
    const owner = requireFiler(c.var.actor)
    const { upload, size, expiresAt } = await answerOnce(owner, requestKeyOf(c, 'uploads'), async () => {
      const state = await perform(owner, (work) => createUpload(work, owner, c.req.valid('json')))
      return { upload: state.id, size: state.size, expiresAt: state.expiresAt.toISOString() }
    })
    c.header('location', `/api/v1/uploads/${upload}`)
    return c.json({ upload, offset: 0, size, sha256: null, expiresAt }, 201)
  })
  .openapi(read, async (c) => {
    const owner = requireSignedIn(c.var.actor)
    const state = await perform(owner, (work) => uploadState(work, owner, c.req.valid('param').id))
    const { id, offset, size, sha256, expiresAt } = state
    c.header('upload-offset', String(offset))
    c.header('upload-length', String(size))
    return c.json({ upload: id, offset, size, sha256, expiresAt: expiresAt.toISOString() }, 200)
  })
  .openapi(append, async (c) => {
    const owner = requireSignedIn(c.var.actor)
    const { id } = c.req.valid('param')
    const state = await appendUpload(owner, id, c.req.valid('header')['upload-offset'], bodyOf(c))
    const { offset, size } = state
    c.header('upload-offset', String(offset))
    c.header('upload-length', String(size))
    if (offset < size) return c.json({ upload: id, offset, size, sha256: null }, 200)
    const { sha256, mediaType } = await finishUpload(owner, id, c.req.raw.signal)
    return c.json({ upload: id, offset, size, sha256, mediaType }, 200)
  })

// The framework answers HEAD with the headers of GET.
fileRoutes.openAPIRegistry.registerPath({
  method: 'head',
  path: '/uploads/{id}',
  operationId: 'measureUpload',
  tags: ['Files'],
  summary: 'How far an upload has come, in headers alone',
  security: [{ personalToken: ['files:read'] }, { clientCredentials: ['files:read'] }],
  request: { params: Id },
  responses: {
    200: {
      description: 'How far it has come',
      headers: {
        'Upload-Offset': { schema: { type: 'integer' }, description: 'Where to go on sending' },
        'Upload-Length': { schema: { type: 'integer' } },
      },
    },
    ...withoutBody(400, 401, 403, 404, 422, 503),
    default: { description: 'A defect of ours (500)' },
  },
})

function bodyOf({ req }: Context<ApiEnvironment>): Readable {
  return req.raw.body ? Readable.fromWeb(req.raw.body as ReadableStream) : Readable.from([])
}

/** Read to its end and kept nowhere. */
async function sha256Of(source: Readable): Promise<string> {
  const hash = createHash('sha256')
  let size = 0
  for await (const chunk of source) {
    size += chunk.length
    if (size > maxFileSize) throw fileTooLarge({ limit: maxFileSize })
    hash.update(chunk)
  }
  return hash.digest('hex')
}

function readName(encoded: string | undefined): string {
  try {
    const name = decodeURIComponent(encoded ?? 'tep')
    if (name.isWellFormed() && !name.includes('\0')) return name
  } catch {
    // Falls through: a percent sign that encodes nothing.
  }
  throw nameUnreadable()
}
