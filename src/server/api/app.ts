/** The contract other systems call, described at /api/v1/openapi.json. Pages call modules directly. */
import { randomUUID } from 'node:crypto'
import { HTTPException } from 'hono/http-exception'
import { agencyRoutes } from '#server/modules/agencies/routes.ts'
import { catalogueRoutes } from '#server/modules/catalogue/routes.ts'
import { directiveRoutes } from '#server/modules/directives/routes.ts'
import { documentRoutes } from '#server/modules/documents/routes.ts'
import { dossierRoutes } from '#server/modules/dossiers/routes.ts'
import { authenticateBearer, recheckBearer } from '#server/modules/identity/index.ts'
import { identityRoutes } from '#server/modules/identity/routes.ts'
import { indicatorRoutes } from '#server/modules/indicators/routes.ts'
import { meetingsRoutes } from '#server/modules/meetings/routes.ts'
import { paymentRoutes } from '#server/modules/payments/routes.ts'
import { registryRoutes } from '#server/modules/registry/routes.ts'
import { wallRoutes } from '#server/modules/wall/routes.ts'
import { anonymous } from '#server/platform/actor.ts'
import { fileRoutes } from '#server/platform/files/routes.ts'
import { log } from '#server/platform/log.ts'
import { requestSeconds } from '#server/platform/watch/metrics.ts'
import { describeFailure } from '#server/platform/web/failure.ts'
import { createRouter } from '#server/platform/web/http.ts'
import { duringRequest } from '#server/platform/web/request.ts'
import { m } from '#shared/messages/index.ts'
import { defineRefusal, Refusal } from '#shared/refusal.ts'
import { describeApi } from './describe.ts'

const routeUnknown = defineRefusal('platform.route_unknown', 404)
const methodUnknown = defineRefusal('platform.method_not_allowed', 405)
const notJson = defineRefusal('platform.not_json', 400)
const wrongType = defineRefusal('platform.wrong_content_type', 415)

export const api = createRouter().basePath('/api/v1')

api.use(async (c, next) => {
  const started = performance.now()
  const requestId = randomUUID()
  c.set('actor', anonymous)
  c.set('actorNow', async () => anonymous)
  await duringRequest(requestId, next)
  c.header('x-request-id', requestId)
  if (!c.res.headers.has('cache-control')) c.header('cache-control', 'private, no-store')
  const seconds = (performance.now() - started) / 1000
  requestSeconds.observe({ route: `api ${c.req.method}`, status: c.res.status }, seconds)
  log.info({ requestId, method: c.req.method, status: c.res.status, ms: Math.round(seconds * 1000) }, 'api')
})
api.use(async (c, next) => {
  // A client's own secret opens the token endpoint and nothing else.
  if (!c.req.path.endsWith('/oauth/token')) {
    const header = c.req.header('authorization')
    const { actor, scopes } = await authenticateBearer(header)
    c.set('actor', actor)
    c.set('actorNow', () => recheckBearer(header))
    if (scopes) c.set('scopes', scopes)
  }
  await next()
})

api.route('/', identityRoutes)
api.route('/', agencyRoutes)
api.route('/', catalogueRoutes)
api.route('/', fileRoutes)
api.route('/', dossierRoutes)
api.route('/', registryRoutes)
api.route('/', documentRoutes)
api.route('/', indicatorRoutes)
api.route('/', wallRoutes)
api.route('/', directiveRoutes)
api.route('/', paymentRoutes)
api.route('/', meetingsRoutes)

describeApi(api)

api.notFound((c) => {
  const allowed = methodsOf(c.req.path)
  if (allowed.length === 0) throw routeUnknown()
  c.header('allow', allowed.join(', '))
  throw methodUnknown({ allowed })
})

api.onError((error, c) => {
  const { status, code, details, reference } = describeFailure(asRefusal(error))
  const problem = {
    type: `/api/v1#${code}`,
    title: code,
    status,
    detail: m.refusal(code, details),
    ...(reference ? { reference } : {}),
    ...details,
  }
  const challenge = challengeOf(status, code, details)
  if (challenge) c.header('www-authenticate', challenge)
  if ((status === 429 || status === 503) && typeof details.seconds === 'number')
    c.header('retry-after', String(details.seconds))
  return c.body(JSON.stringify(problem), status as 400, { 'content-type': 'application/problem+json' })
})

/** RFC 6750 §3: nothing more without a token, else what is wrong with it. */
function challengeOf(status: number, code: string, { scope }: Record<string, unknown>): string | undefined {
  if (code === 'identity.insufficient_scope') return `Bearer error="insufficient_scope", scope="${scope}"`
  if (code === 'identity.token_not_accepted') return 'Bearer error="invalid_token"'
  return status === 401 ? 'Bearer' : undefined
}

/** The methods this address answers; none where there is no such address. */
function methodsOf(path: string): string[] {
  const methods = api.routes
    .filter(({ method, path: pattern }) => method !== 'ALL' && patternOf(pattern).test(path))
    .flatMap(({ method }) => (method === 'GET' ? ['GET', 'HEAD'] : [method]))
  return [...new Set(methods)].sort()
}

function patternOf(path: string): RegExp {
  const parts = path.split('/').map((part) => (part.startsWith(':') ? '[^/]+' : RegExp.escape(part)))
  return new RegExp(`^${parts.join('/')}$`)
}

/** What the framework says of a request that cannot be read. */
function asRefusal(error: unknown): unknown {
  if (error instanceof Refusal) return error
  if (error instanceof HTTPException && error.status === 415) return wrongType()
  if (error instanceof HTTPException && error.status === 400) return notJson()
  return error
}
