/** The contract in words: OpenAPI 3.1. */
import type { OpenAPIHono } from '@hono/zod-openapi'
import { clientScopes } from '#server/modules/identity/index.ts'
import type { ApiEnvironment } from '#server/platform/web/http.ts'
import { signingTokenMinutes } from '#shared/fresh-minutes.ts'

const tags = [
  { name: 'Services', description: 'Thủ tục: find one, read what it takes, and the schema of its answers.' },
  { name: 'Directory', description: 'Danh mục: what the codes of communes and agencies stand for.' },
  { name: 'Files', description: 'Tệp: hand in what a dossier needs, whole or in pieces.' },
  { name: 'Dossiers', description: 'Hồ sơ: file, follow, and take every step to the signed result.' },
  { name: 'Vault', description: 'Kho giấy tờ: the papers the province already holds for a person.' },
  { name: 'Documents', description: 'Văn bản: read what was issued, check what somebody brings.' },
  {
    name: 'Operations centre',
    description: 'Điều hành: the figures of the province, now and as they change.',
  },
  { name: 'Directives', description: 'Chỉ đạo: orders that stay open until their figure has recovered.' },
  { name: 'Payments', description: 'Thanh toán: where gateways tell of money.' },
  { name: 'Meetings', description: 'Cuộc họp: who meets when about what.' },
  { name: 'Access', description: 'Truy cập: a token for a client system.' },
]

const description = `One-stop public services of a province: find a service, hand in papers, file a dossier, process it,
sign the result, check it.

**Access.** Send \`Authorization: Bearer …\`: a personal token (\`npm run token -- --as "…"\`, or the account page), or a
client system's token from \`POST /api/v1/oauth/token\`. What a token may do is what its person or system may do, within
its scopes: of each heading below, \`heading:read\` or \`heading:write\`, as each operation names it. Another is refused with
403 \`identity.insufficient_scope\`. To sign is a scope of its own, \`dossiers:sign\`: no client system gets it, and a personal
token signs only within ${signingTokenMinutes} minutes of being made, which takes its owner's second factor; later it is refused with 403
\`identity.signing_token_needed\` and opens the rest as before. A token ends when it says, and at once with another password or secret, a second factor
that was reset, or a lock.

**Repeating.** Every POST that changes something takes an \`Idempotency-Key\` of up to 200 characters. The same key gives the first answer; the
same key with another body is refused with 422 \`platform.idempotency_mismatch\`. A key of \`POST /dossiers\` counts for
one applicant.

**Refusals** are problem details (RFC 9457). \`title\` is the code of the refusal and never changes; \`type\` leads to the
list of all refusals on this page; \`detail\` says in Vietnamese what to do. \`default\` stands for 500: its \`reference\`, as
that of 503, names the line in the log. A body may be 512 kB of JSON, nested 24 deep; a field or a filter that is not in
its schema is refused by name. The token endpoint alone answers as RFC 6749 says.

**Following what was filed.** A client system with the role submitter files for people and reads, of each dossier, what
anyone with its code may: \`GET /status/{code}\`. The rest is for the applicant and the agency, under their own tokens.

**Time** is UTC in ISO 8601; days are Vietnamese days, \`yyyy-mm-dd\`.`

const scopes = Object.fromEntries(
  clientScopes.map((scope) => {
    const [heading = '', kind] = scope.split(':')
    return [scope, `${kind === 'read' ? 'Read' : 'Change'} what stands under ${heading.replace('-', ' ')}`]
  }),
)

export function describeApi(api: OpenAPIHono<ApiEnvironment>): void {
  const { openAPIRegistry: registry } = api
  registry.registerComponent('securitySchemes', 'personalToken', {
    type: 'http',
    scheme: 'bearer',
    description: 'A personal token: begins with nhip_.',
  })
  registry.registerComponent('securitySchemes', 'clientCredentials', {
    type: 'oauth2',
    description: 'A client system: OAuth 2 client credentials (RFC 6749 §4.4).',
    flows: { clientCredentials: { tokenUrl: '/api/v1/oauth/token', scopes } },
  })
  registry.registerPath({
    method: 'post',
    path: '/oauth/token',
    operationId: 'issueToken',
    tags: ['Access'],
    summary: 'A token for a client system, good for an hour (RFC 6749 §4.4)',
    security: [],
    request: {
      body: {
        required: true,
        content: { 'application/x-www-form-urlencoded': { schema: tokenRequest } },
      },
    },
    responses: {
      200: { description: 'The token', content: { 'application/json': { schema: tokenAnswer } } },
      400: {
        description: 'Not a request for a token',
        content: { 'application/json': { schema: tokenError } },
      },
      401: {
        description: 'Unknown client or wrong secret',
        content: { 'application/json': { schema: tokenError } },
      },
      408: {
        description: 'The body came too slowly',
        content: { 'application/json': { schema: tokenError } },
      },
      413: { description: 'Longer than 8 kB', content: { 'application/json': { schema: tokenError } } },
      429: {
        description: 'Too many failed attempts; Retry-After says when to try again',
        content: { 'application/json': { schema: tokenError } },
      },
      503: {
        description: 'Not available right now; Retry-After says when to try again',
        content: { 'application/json': { schema: tokenError } },
      },
      default: {
        description: 'A defect of ours (500); error_description names the line in the log',
        content: { 'application/json': { schema: tokenError } },
      },
    },
  })
  // Written once: it is long, the same for everybody, and anybody may ask for it.
  let written: string | undefined
  api.get('/openapi.json', (c) => {
    written ??= JSON.stringify(api.getOpenAPI31Document(about))
    return c.body(written, 200, { 'content-type': 'application/json' })
  })
}

const about = {
  openapi: '3.1.0',
  info: {
    title: 'Nhịp',
    version: '1',
    description,
    license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
  },
  servers: [{ url: '/' }],
  security: [{ personalToken: [] }, { clientCredentials: [] }],
  tags,
}

const tokenRequest = {
  type: 'object' as const,
  required: ['grant_type'],
  properties: {
    grant_type: { type: 'string' as const, enum: ['client_credentials'] },
    client_id: { type: 'string' as const, description: 'Here, or with the secret as HTTP Basic.' },
    client_secret: { type: 'string' as const },
    scope: {
      type: 'string' as const,
      description: 'Scopes parted by one space each; without it all of them.',
      example: 'files:write dossiers:write',
    },
  },
  example: { grant_type: 'client_credentials', client_id: 'he-thong-thu', client_secret: '…' },
}

const tokenAnswer = {
  type: 'object' as const,
  required: ['access_token', 'token_type', 'expires_in', 'scope'],
  properties: {
    access_token: { type: 'string' as const },
    token_type: { type: 'string' as const, enum: ['Bearer'] },
    expires_in: { type: 'integer' as const, description: 'Seconds' },
    scope: { type: 'string' as const, description: 'What the token may be used for' },
  },
}

const tokenError = {
  type: 'object' as const,
  required: ['error'],
  properties: { error: { type: 'string' as const }, error_description: { type: 'string' as const } },
}
