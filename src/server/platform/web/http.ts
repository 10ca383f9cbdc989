/** What every module's HTTP API is built from. */
import { createHash } from 'node:crypto'
import { OpenAPIHono, type RouteConfig, z } from '@hono/zod-openapi'
import type { Context, MiddlewareHandler } from 'hono'
import { storedTypes } from '#shared/accepted-files.ts'
import { m } from '#shared/messages/index.ts'
import { defineRefusal } from '#shared/refusal.ts'
import type { Actor } from '../actor.ts'
import { requireSignedIn } from './guards.ts'
import { readJson } from './read-json.ts'

const insufficientScope = defineRefusal('identity.insufficient_scope', 403)
const invalid = defineRefusal('platform.invalid', 422)
const twoRequestKeys = defineRefusal('platform.two_request_keys', 422)

export interface ApiEnvironment {
  /** What the edge passes with a request: `api.fetch(request, { address })`. */
  Bindings: { address?: string }
  Variables: {
    actor: Actor
    /** Who sends with the same token now; for streams, which outlast a request. */
    actorNow: () => Promise<Actor>
    /** What the token may be used for; undefined: everything its account may do. */
    scopes?: readonly string[]
    /** SHA-256 of the JSON body, if the request has one. */
    bodyMark?: Buffer
  }
}

/**
 * A router whose wrong input is refused with one line per field. A route without `security: []` answers only who has
 * signed in, with a token for its heading, and says so before it looks at anything else. What every route of a kind may refuse is in the description
 * of each without being written there.
 */
export function createRouter(): OpenAPIHono<ApiEnvironment> {
  const router = new OpenAPIHono<ApiEnvironment>({
    defaultHook: (parsed) => {
      if (!parsed.success) throw invalid({ issues: parsed.error.issues.slice(0, 50).flatMap(describeIssue) })
    },
  })
  const { openapi } = router
  router.openapi = ((route: RouteConfig, handler: never, hook: never) => {
    const middleware = [
      ...(isPublic(route) ? [] : [signedIn, within(scopeOf(route))]),
      ...(takesJson(route) ? [readJson] : []),
    ]
    const { request } = route
    // A filter that is misspelt must not answer as if nothing had been asked.
    const query = request?.query instanceof z.ZodObject ? { query: request.query.strict() } : {}
    const responses = { ...impliedProblems(route), ...route.responses }
    return openapi(
      { ...security(route), ...route, middleware, responses, request: { ...request, ...query } } as never,
      handler,
      hook,
    )
  }) as typeof openapi
  return router
}

const isPublic = ({ security }: RouteConfig) => security?.length === 0
const isRead = ({ method }: Pick<RouteConfig, 'method'>) => method === 'get' || method === 'head'
const takesJson = ({ request }: RouteConfig) => 'application/json' in (request?.body?.content ?? {})

const signedIn: MiddlewareHandler<ApiEnvironment> = async (c, next) => {
  requireSignedIn(c.var.actor)
  await next()
}

/** What a token must be allowed for this route: what it names, else to read or to write what stands under its heading. */
function scopeOf({ method, security, tags: [heading = ''] = [] }: RouteConfig): string {
  const named = security?.flatMap((one) => Object.values(one).flat())[0]
  if (named) return named
  return `${heading.toLowerCase().replaceAll(' ', '-')}:${isRead({ method }) ? 'read' : 'write'}`
}

function within(scope: string): MiddlewareHandler<ApiEnvironment> {
  return async (c, next) => {
    if (c.var.scopes && !c.var.scopes.includes(scope)) throw insufficientScope({ scope })
    await next()
  }
}

/** For the description: OpenAPI 3.1 lets every kind of security name what it must be allowed. */
function security(route: RouteConfig): Pick<RouteConfig, 'security'> {
  const scope = scopeOf(route)
  return isPublic(route) ? {} : { security: [{ personalToken: [scope] }, { clientCredentials: [scope] }] }
}

/**
 * The refusals that follow from what a route takes, and from where it stands: a token that is not good is refused even
 * where none is needed, and whatever is sent may be unreadable, too long, too slow or too much.
 */
function impliedProblems(route: RouteConfig) {
  const { params, query, headers, body } = route.request ?? {}
  return {
    ...problems(400, 401, 503),
    ...(isPublic(route) ? {} : problems(403)),
    ...(params || query || headers || body ? problems(422) : {}),
    ...(body ? problems(408, 413, 415) : {}),
    ...(isRead(route) ? {} : problems(429)),
    default: {
      description: 'A defect of ours (500); the reference names the line in the log',
      content: problemContent,
    },
  }
}

/** The same for HEAD, whose answers have no body. */
export function withoutBody(...statuses: ProblemStatus[]) {
  return Object.fromEntries(
    Object.entries(problems(...statuses)).map(([status, { content: _, ...answer }]) => [status, answer]),
  )
}

const FieldIssue = z.object({ field: z.string(), code: z.string(), message: z.string() })

/** One line per field. What the schema does not know is named; what was typed is not repeated. */
function describeIssue(issue: z.core.$ZodIssue): z.infer<typeof FieldIssue>[] {
  const { path, code } = issue
  const place = path.map(String).join('.').slice(0, 200)
  const message = wordsFor(issue)
  if (code !== 'unrecognized_keys') return [{ field: place, code, message }]
  return issue.keys.slice(0, 20).map((key) => ({
    field: [place, key.slice(0, 100)].filter((part) => part !== '').join('.'),
    code,
    message,
  }))
}

/** Where a schema brought no words of its own: what it expected. */
function wordsFor(issue: z.core.$ZodIssue): string {
  const words = m.api.issues
  switch (issue.code) {
    case 'unrecognized_keys':
      return words.unknown
    case 'invalid_type':
      return words.type(issue.expected)
    case 'invalid_value':
      return words.oneOf(issue.values.map(String).join(', '))
    case 'invalid_format':
      return words.format(issue.format === 'regex' ? (issue.pattern ?? '') : issue.format)
    case 'too_small':
      return words.atLeast(Number(issue.minimum), issue.origin)
    case 'too_big':
      return words.atMost(Number(issue.maximum), issue.origin)
    case 'custom':
      return issue.message
    default:
      return words.other
  }
}

/** RFC 9457. */
export const Problem = z
  .object({
    type: z.string().meta({
      description: 'Which refusal it is; never changes, and leads to the page where it is explained',
    }),
    title: z.string(),
    status: z.int(),
    detail: z.string().meta({ description: 'What to do now, in Vietnamese, for people' }),
    reference: z.uuid().optional().meta({ description: 'Where the log of the server tells more' }),
    issues: z.array(FieldIssue).optional().meta({ description: 'Of platform.invalid: one line per field' }),
  })
  .catchall(z.unknown())
  .meta({
    id: 'Problem',
    description: 'Problem details (RFC 9457); extension members depend on the type.',
    example: {
      type: '/api/v1#dossiers.not_found',
      title: 'dossiers.not_found',
      status: 404,
      detail:
        'Không thấy hồ sơ này. Kiểm tra lại mã; người dân chỉ mở được hồ sơ mình đã nộp, cán bộ chỉ mở được hồ sơ của cơ quan mình.',
    },
  })

const problemContent = { 'application/problem+json': { schema: Problem } }

type ProblemStatus = keyof typeof problemTitles

const problemTitles = {
  400: 'The request cannot be read',
  401: 'A valid token is needed; one that is not good is refused even where none is needed',
  403: 'The token does not allow this',
  404: 'Not found, or not yours to see',
  408: 'The body came too slowly',
  409: 'Not possible in the present state',
  410: 'No longer there',
  413: 'Too large',
  415: 'A body or a file of another type',
  422: 'Understood, and refused by a rule',
  429: 'Too many requests',
  503: 'Not available right now',
}

const retryAfter = {
  'Retry-After': { schema: { type: 'integer' as const, minimum: 1 }, description: 'Seconds to wait' },
}
const challenge = {
  'WWW-Authenticate': {
    schema: { type: 'string' as const },
    description: 'What is wrong with the token (RFC 6750)',
  },
}
const problemHeaders: { [status in ProblemStatus]?: object } = {
  401: challenge,
  429: retryAfter,
  503: retryAfter,
}

/** The refusals a route may give, for its description. */
export function problems(...statuses: ProblemStatus[]) {
  return Object.fromEntries(
    statuses.map((status) => [
      status,
      {
        description: problemTitles[status],
        ...(problemHeaders[status] ? { headers: problemHeaders[status] as typeof retryAfter } : {}),
        content: problemContent,
      },
    ]),
  )
}

export const IdempotencyKey = z.object({
  'idempotency-key': z.string().min(1).max(200).optional().meta({
    description:
      'Repeating a request with the same key gives the first answer and changes nothing again. The same key with another body is refused (platform.idempotency_mismatch). Where the body has a requestKey, one of the two is enough; both must be the same.',
    example: '7d4f5c1e-hs-0001',
  }),
})

/** A moment, as JSON. */
export const Instant = z.iso.datetime().meta({ example: '2026-11-23T02:15:00.000Z' })

/** Every type a stored file may have, for the description of an answer. */
export const storedFile = Object.fromEntries(
  storedTypes.map((mediaType) => [mediaType, { schema: z.string().meta({ format: 'binary' }) }]),
)

/**
 * A query parameter `true` or `false`; an older client's `1`, `yes`, `on` and their opposites are still read.
 */
export function queryFlag(usual: boolean) {
  return z.stringbool().default(usual).meta({ type: 'boolean', default: usual })
}

export interface RequestKey {
  requestKey?: string | undefined
  /** What was asked under this key: another body under the same key is another request. */
  requestMark?: Buffer | undefined
}

/** The same principal, operation and key always make the same request key (UUID version 8, RFC 9562 §5.8). */
export function requestKeyFrom(actor: Actor, operation: string, key: string | undefined): string | undefined {
  if (key === undefined) return undefined
  const principal = actor.kind === 'citizen' || actor.kind === 'officer' ? actor.id : actor.kind
  const hex = createHash('sha256').update(`${principal}\n${operation}\n${key}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/**
 * The key of this request and the mark of its body. `operation` names what is done to what. A key may stand in the
 * header or, where the body has a place for it, there; two different ones would promise two things.
 */
export function requestKeyOf(c: Context<ApiEnvironment>, operation: string, inBody?: string): RequestKey {
  const inHeader = c.req.header('idempotency-key')
  if (inHeader !== undefined && inBody !== undefined && inHeader !== inBody) throw twoRequestKeys()
  return {
    requestKey: requestKeyFrom(c.var.actor, operation, inHeader ?? inBody),
    requestMark: c.var.bodyMark,
  }
}
