/** Documents for other systems: read what was issued, and check what somebody brings. */
import { Readable } from 'node:stream'
import { createRoute, z } from '@hono/zod-openapi'
import { requireOfficer, requireSignedIn } from '#server/platform/web/guards.ts'
import { createRouter, problems } from '#server/platform/web/http.ts'
import { perform } from '#server/platform/work.ts'
import { checkDocument } from './check/check-document.ts'
import { checkFile } from './check/check-file.ts'
import { takeCheckTurn } from './check/check-turns.ts'
import { openDocumentFile } from './check/open-file.ts'
import { readUpload } from './check/read-upload.ts'
import { openDocument } from './get-document.ts'
import { Verdict } from './model.ts'
import type { Document } from './queries.ts'
import { addRevocationRoutes } from './revoke/routes.ts'
import { showDraft } from './sign/read-draft.ts'

const Id = z.object({ id: z.uuid() })
const instant = z.iso.datetime().nullable()

const DocumentRecord = z
  .object({
    id: z.uuid(),
    kind: z.string(),
    title: z.string(),
    subject: z.string(),
    agencyId: z.string(),
    dossierId: z.uuid().nullable(),
    status: z.enum(['draft', 'signing', 'issued', 'revoked', 'received']).meta({
      description: '`received`: it came from elsewhere and was entered into the register',
    }),
    number: z.int().nullable(),
    symbol: z.string().nullable(),
    checkCode: z.string(),
    signerName: z.string().nullable(),
    signerPosition: z.string().nullable(),
    issuedAt: instant,
    sha256: z.string().nullable(),
    revokedAt: instant,
    replaces: z.uuid().nullable().meta({ description: 'The signed result in whose place it comes or came' }),
    replacedBy: z.uuid().nullable().meta({ description: 'What took its place' }),
  })
  .meta({ id: 'Document' })

const open = createRoute({
  method: 'get',
  path: '/documents/{id}',
  operationId: 'readDocument',
  tags: ['Documents'],
  summary: 'What is known of a document',
  request: { params: Id },
  responses: {
    200: { description: 'The document', content: { 'application/json': { schema: DocumentRecord } } },
    ...problems(404),
  },
})

const pdf = { 'application/pdf': { schema: z.string().meta({ format: 'binary' }) } }

const openFile = createRoute({
  method: 'get',
  path: '/documents/{id}/file',
  operationId: 'openDocumentFile',
  tags: ['Documents'],
  summary: 'The signed file; opening it as staff is recorded',
  request: { params: Id },
  responses: {
    200: {
      description:
        'PDF/A-2a, PAdES baseline B; of what came from elsewhere the file as it came, also of another type',
      content: pdf,
    },
    ...problems(404),
  },
})

const openDraft = createRoute({
  method: 'get',
  path: '/documents/{id}/draft',
  operationId: 'openDraft',
  tags: ['Documents'],
  summary: 'The draft, marked as one; while it is being signed, the very file that will be signed',
  description:
    'After `start-signing` its SHA-256 is what `sign` asks for: only what was read is signed. Once it is issued, or for a citizen, there is none.',
  request: { params: Id },
  responses: {
    200: { description: 'PDF/A-2a, unsigned; a draft is marked DỰ THẢO', content: pdf },
    ...problems(403, 404, 409),
  },
})

const verdict = { description: 'The verdict', content: { 'application/json': { schema: Verdict } } }

const CheckCode = z.object({ code: z.string().max(200).meta({ example: '8K2M-4QXA-B7CD' }) })

const checkByCode = createRoute({
  method: 'get',
  path: '/documents/check',
  operationId: 'checkDocumentByCode',
  tags: ['Documents'],
  summary: 'Whether the document with this check code was issued and still stands; for everyone',
  security: [],
  request: { query: CheckCode },
  responses: { 200: verdict, ...problems(429) },
})

/** As it was called before: this address could also mean `/documents/{id}/file`, so the contract names it no more. */
const checkByCodeInPath = createRoute({
  ...checkByCode,
  path: '/documents/check/{code}',
  operationId: 'checkDocumentByCodeInPath',
  hide: true,
  request: { params: CheckCode },
})
/** RFC 9745: since when (29 November 2026) a caller should ask elsewhere, and where. */
const movedTo = (path: string) => ({
  deprecation: '@1795910400',
  link: `<${path}>; rel="successor-version"`,
})

const checkByFile = createRoute({
  method: 'post',
  path: '/documents/check',
  operationId: 'checkDocumentByFile',
  tags: ['Documents'],
  summary:
    'Whether this file is an issued document, byte for byte; for everyone, kept nowhere, 20 MB at most',
  description:
    'Changes nothing, so it needs no Idempotency-Key and may always be repeated. The file is the body, or the one file of a form.',
  security: [],
  request: {
    body: {
      required: true,
      content: {
        ...pdf,
        'multipart/form-data': {
          schema: { type: 'object', properties: { tep: { type: 'string', format: 'binary' } } },
        },
      },
    },
  },
  responses: { 200: verdict, ...problems(413, 415, 422, 429, 503) },
})

export const documentRoutes = createRouter()
  .openapi(checkByCode, async (c) => {
    takeCheckTurn(c.env?.address, 'code')
    return c.json(await checkDocument({ code: c.req.valid('query').code }), 200)
  })
  .openapi(checkByCodeInPath, async (c) => {
    takeCheckTurn(c.env?.address, 'code')
    const { code } = c.req.valid('param')
    const successor = movedTo(`/api/v1/documents/check?code=${encodeURIComponent(code)}`)
    return c.json(await checkDocument({ code }), 200, successor)
  })
  .openapi(checkByFile, async (c) => {
    takeCheckTurn(c.env?.address, 'file')
    const { parts } = await readUpload(c.req.raw)
    const asker = { name: c.env?.address, signal: c.req.raw.signal }
    return c.json(await checkFile(parts, asker), 200)
  })
  .openapi(open, async (c) => {
    const actor = requireSignedIn(c.var.actor)
    const { id } = c.req.valid('param')
    return c.json(record(await perform(actor, (work) => openDocument(work, id))), 200)
  })
  .openapi(openDraft, async (c) => {
    const officer = requireOfficer(c.var.actor)
    const { id } = c.req.valid('param')
    const draft = await showDraft(officer, id)
    return c.body(new Uint8Array(draft.pdf), 200, {
      'content-type': 'application/pdf',
      'cache-control': 'private, no-store',
    })
  })
  .openapi(openFile, async (c) => {
    const actor = requireSignedIn(c.var.actor)
    const { id } = c.req.valid('param')
    const { stream, headers } = await perform(actor, (work) => openDocumentFile(work, id))
    return c.body(Readable.toWeb(stream) as ReadableStream, 200, headers)
  })

addRevocationRoutes(documentRoutes)

function record(document: Document): z.infer<typeof DocumentRecord> {
  const { issuedAt, revokedAt } = document
  return DocumentRecord.parse({
    ...document,
    issuedAt: issuedAt?.toISOString() ?? null,
    revokedAt: revokedAt?.toISOString() ?? null,
  })
}
