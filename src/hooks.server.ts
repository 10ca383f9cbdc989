import { randomUUID } from 'node:crypto'
import type { Handle, HandleServerError, ServerInit } from '@sveltejs/kit/hooks'
import { api } from '#server/api/app.ts'
import { openQueue } from '#server/facts.ts'
import { authenticate, recheckSession } from '#server/modules/identity/index.ts'
import { config } from '#server/platform/config.ts'
import { log } from '#server/platform/log.ts'
import { requestSeconds } from '#server/platform/watch/metrics.ts'
import { describeFailure } from '#server/platform/web/failure.ts'
import { duringRequest } from '#server/platform/web/request.ts'
import { m } from '#shared/messages/index.ts'
import { handlePreferences } from '#ui/layout/preferences.server.ts'

export const init: ServerInit = openQueue

export const handle: Handle = async ({ event, resolve }) => {
  // The contract for other systems has its own sign-in, its own log and its own way to say no.
  if (event.url.pathname.startsWith('/api/') && event.route.id !== '/api/v1')
    return api.fetch(event.request, { address: event.getClientAddress() })

  const started = performance.now()
  const requestId = randomUUID()
  const response = await duringRequest(requestId, async () => {
    const { actor, session } = await authenticate(event.cookies)
    event.locals.actor = actor
    event.locals.actorNow = () => recheckSession(event.cookies)
    event.locals.session = session
    return handlePreferences({ event, resolve })
  })
  for (const [name, value] of securityHeaders) response.headers.set(name, value)
  const devices = devicesOf[event.route.id ?? '']
  if (devices) response.headers.set('permissions-policy', devices)
  // The header names who is signed in: a page is one person's, unless its route says otherwise.
  if (!response.headers.has('cache-control')) response.headers.set('cache-control', 'private, no-cache')
  response.headers.set('x-request-id', requestId)
  const { retryAfter } = event.locals
  if (retryAfter !== undefined) response.headers.set('retry-after', String(retryAfter))

  const seconds = (performance.now() - started) / 1000
  const route = event.route.id ?? 'none'
  requestSeconds.observe({ route, status: response.status }, seconds)
  log.info(
    {
      requestId,
      method: event.request.method,
      route,
      status: response.status,
      ms: Math.round(seconds * 1000),
    },
    'request',
  )
  return response
}

/** The only pages that may ask for a microphone or a camera, by their routes. */
const devicesOf: Record<string, string> = {
  '/(office)/hop/[id]/cua': 'camera=(self), microphone=(), geolocation=()',
  '/tai-khoan/khuon-mat': 'camera=(self), microphone=(), geolocation=()',
  '/(office)/hop/[id]/ghi-am': 'camera=(), microphone=(self), geolocation=()',
}

const securityHeaders: [string, string][] = [
  // A dossier code in an address must not reach another site.
  ['referrer-policy', 'same-origin'],
  ['permissions-policy', 'camera=(), microphone=(), geolocation=()'],
  ['cross-origin-opener-policy', 'same-origin'],
  ...(config.ORIGIN.startsWith('https:')
    ? [['strict-transport-security', 'max-age=31536000; includeSubDomains'] as [string, string]]
    : []),
]

export const handleError: HandleServerError = ({ error, event, kind }) => {
  if (kind !== 'unknown') return
  const { status, code, details, reference } = describeFailure(error)
  if ((status === 429 || status === 503) && typeof details.seconds === 'number')
    event.locals.retryAfter = details.seconds
  return { status, code, message: m.refusal(code, details), ...(reference ? { reference } : {}) }
}
