/** The contract other systems call, described at /api/v1/openapi.json. Pages call modules directly. */
import { randomUUID } from 'node:crypto'
import { bodyLimit } from 'hono/body-limit'
import { catalogueRoutes } from '#server/modules/catalogue/routes.ts'
import { directiveRoutes } from '#server/modules/directives/routes.ts'
import { documentRoutes } from '#server/modules/documents/routes.ts'
import { dossierRoutes } from '#server/modules/dossiers/routes.ts'
import { authenticateBearer } from '#server/modules/identity/index.ts'
import { identityRoutes } from '#server/modules/identity/routes.ts'
import { indicatorRoutes } from '#server/modules/indicators/routes.ts'
import { anonymous } from '#server/platform/actor.ts'
import { describeFailure } from '#server/platform/failure.ts'
import { createRouter } from '#server/platform/http.ts'
import { log } from '#server/platform/log.ts'
import { requestSeconds } from '#server/platform/metrics.ts'
import { defineRefusal } from '#server/platform/refusal.ts'
import { m } from '#shared/messages/index.ts'

const tooLarge = defineRefusal('platform.body_too_large', 413)
const tooDeep = defineRefusal('platform.body_too_deep', 422)
const notJson = defineRefusal('platform.not_json', 400)
const routeUnknown = defineRefusal('platform.route_unknown', 404)

/** A form's answers fit many times over; files go to /files. */
const mostJson = 512 * 1024
const deepestJson = 24

export const api = createRouter().basePath('/api/v1')

api.use(async (c, next) => {
  const started = performance.now()
  const requestId = randomUUID()
  const bearer = c.req.header('authorization')
  const actor = bearer?.startsWith('Bearer ') ? (await authenticateBearer(bearer)).actor : anonymous
  c.set('actor', { ...actor, requestId })
  await next()
  c.header('x-request-id', requestId)
  const seconds = (performance.now() - started) / 1000
  requestSeconds.observe({ route: `api ${c.req.method}`, status: c.res.status }, seconds)
  log.info({ requestId, method: c.req.method, status: c.res.status, ms: Math.round(seconds * 1000) }, 'api')
})

const limitJson = bodyLimit({
  maxSize: mostJson,
  onError: () => {
    throw tooLarge({ most: mostJson })
  },
})
api.use(async (c, next) => {
  if (!c.req.header('content-type')?.includes('json')) return next()
  return limitJson(c, async () => {
    const text = await c.req.text()
    if (depthOf(text) > deepestJson) throw tooDeep({ deepest: deepestJson })
    try {
      JSON.parse(text)
    } catch {
      throw notJson()
    }
    await next()
  })
})

api.route('/', catalogueRoutes)
api.route('/', directiveRoutes)
api.route('/', documentRoutes)
api.route('/', dossierRoutes)
api.route('/', indicatorRoutes)
api.route('/', identityRoutes)

api.openAPIRegistry.registerComponent('securitySchemes', 'bearer', { type: 'http', scheme: 'bearer' })
api.openAPIRegistry.registerComponent('securitySchemes', 'clientCredentials', {
  type: 'oauth2',
  flows: { clientCredentials: { tokenUrl: '/api/v1/oauth/token', scopes: {} } },
})

api.doc31('/openapi.json', {
  openapi: '3.1.0',
  info: {
    title: 'Nhịp',
    version: '1',
    description:
      'One-stop public services of a province: find a service, hand in papers, file a dossier, process it, sign the result, check it.',
    license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
  },
  servers: [{ url: '/' }],
  security: [{ bearer: [] }, { clientCredentials: [] }],
})

api.notFound(() => {
  throw routeUnknown()
})

api.onError((error, c) => {
  const { status, code, details, reference } = describeFailure(error)
  const problem = {
    type: `/api/v1#${code}`,
    title: code,
    status,
    detail: m.refusal(code, details),
    ...(reference ? { reference } : {}),
    ...details,
  }
  return c.body(JSON.stringify(problem), status as 400, { 'content-type': 'application/problem+json' })
})

/** How deep brackets nest outside strings, found without building anything. */
function depthOf(text: string): number {
  let depth = 0
  let deepest = 0
  let quoted = false
  for (let index = 0; index < text.length; index++) {
    const char = text.charCodeAt(index)
    if (quoted) {
      if (char === 92) index += 1
      else if (char === 34) quoted = false
    } else if (char === 34) quoted = true
    else if (char === 91 || char === 123) deepest = Math.max(deepest, ++depth)
    else if (char === 93 || char === 125) depth -= 1
  }
  return deepest
}
