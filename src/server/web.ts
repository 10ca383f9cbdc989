/** The first process: everything people and other systems ask for. */
import { createServer, type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { getRequestListener } from '@hono/node-server'
import { config } from '#server/platform/config.ts'
import { joinInstallation, leaveInstallation } from '#server/platform/installation.ts'
import { log } from '#server/platform/log.ts'
import { retryAfterSeconds } from '#server/platform/web/failure.ts'
import { api } from './api/app.ts'
import { bodyLimit, boundBody } from './body-limit.ts'
import { clientAddress } from './client-address.ts'
import { compress } from './compress.ts'
import { conditions } from './conditions.ts'
import { sayAtEdge, whoAsks, whoAsksRaw } from './edge-page.ts'
import { isForeignForm } from './form-origin.ts'
import { hasOneHost } from './host-header.ts'
import { readTarget } from './request-target.ts'

type Handler = (request: IncomingMessage, response: ServerResponse) => void

const origin = new URL(config.ORIGIN)
const trusted = { header: config.ADDRESS_HEADER, depth: config.XFF_DEPTH }
const addressHeader = 'x-nhip-address'
// Read by the built server when it is imported: where it is reached, by whom, and that our own limits bound the body.
Object.assign(process.env, {
  PROTOCOL_HEADER: 'x-nhip-protocol',
  HOST_HEADER: 'x-nhip-host',
  ADDRESS_HEADER: addressHeader,
  BODY_SIZE_LIMIT: 'Infinity',
  SHUTDOWN_TIMEOUT: '5',
})
const { handler }: { handler: Handler } = await import(
  pathToFileURL(join(process.cwd(), 'build/handler.js')).href
)
const answerApi = getRequestListener((request, { incoming }) =>
  api.fetch(request, { address: clientAddress(incoming as IncomingMessage, trusted) }),
)
/** A browser takes nothing for another type than it says it is. */
const nosniff = ['x-content-type-options', 'nosniff'] as const
const unreadable: Record<string, [number, string]> = {
  HPE_HEADER_OVERFLOW: [431, 'platform.headers_too_large'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'platform.request_too_slow'],
}
const demoIdentityProvider = config.NHIP_DEMO ? await openDemoIdentityProvider() : undefined
const demoPayments = config.NHIP_DEMO ? await openDemoPayments() : undefined

joinInstallation('web', conditions)

// A request without a Host is refused below, in words.
const limits = { requestTimeout: 15 * 60_000, headersTimeout: 15_000, requireHostHeader: false }
const server = createServer(limits, (request, response) => {
  // Of every door, whatever answers: pages, files, the contract, the demo provider.
  response.setHeader(...nosniff)
  const target = hasOneHost(request) ? readTarget(request.url ?? '') : undefined
  if (target === undefined) {
    const refusal = { status: 400, code: 'platform.request_unreadable' }
    const { type, body } = sayAtEdge(whoAsks(request.headers), refusal)
    // Whoever sent it may mean something else by where it ends.
    response.writeHead(400, { 'content-type': type, connection: 'close' }).end(body)
    return
  }
  request.url = target
  const host = request.headers.host ?? ''
  const isForApi = target.startsWith('/api/') && !isContractPage(request)
  // For the browser's cookies; a program that is sent elsewhere leaves its token behind.
  if (config.local && host !== origin.host && request.method === 'GET' && isLoopback(host) && !isForApi) {
    response.writeHead(307, { location: `${config.ORIGIN}${request.url}` }).end()
    return
  }
  if (hasBody(request)) boundBody(request, response, bodyLimit(target.split('?', 1)[0] ?? ''))
  adviseRetry(response)
  compress(request, response)
  request.headers['x-nhip-protocol'] = origin.protocol.slice(0, -1)
  request.headers['x-nhip-host'] = origin.host
  request.headers[addressHeader] = clientAddress(request, trusted)
  // The contract for other systems does without the page server: it reads no cookie, so that SvelteKit's guard against
  // forms from elsewhere has nothing to guard, and it answers several times as many requests.
  if (isForApi) {
    answerApi(request, response)
    return
  }
  if (demoIdentityProvider && request.url?.startsWith('/vneid-thu')) demoIdentityProvider(request, response)
  else if (demoPayments && request.url?.startsWith('/thu/')) demoPayments(request, response)
  else if (isForeignForm(request, config.ORIGIN)) refuseForeignForm(request, response)
  else handler(request, response)
})

// What is not HTTP, or too much of it, never becomes a request: the answer is written by hand.
server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
  if (!socket.writable) return socket.destroy()
  const [status, code] = unreadable[error.code ?? ''] ?? [400, 'platform.request_unreadable']
  const { type, body } = sayAtEdge(whoAsksRaw((error as { rawPacket?: Buffer }).rawPacket), { status, code })
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nconnection: close\r\ncontent-type: ${type}\r\n` +
      `${nosniff.join(': ')}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  )
})
server.on('error', (error: NodeJS.ErrnoException) => {
  // One connection could not be taken; the next may be.
  if (server.listening) {
    log.error({ code: error.code }, 'connection not taken')
    return
  }
  const reason = error.code === 'EADDRINUSE' ? 'đã có chương trình khác dùng' : (error.code ?? error.message)
  process.stderr.write(`Không mở được cổng ${config.PORT}: ${reason}. Chọn cổng khác bằng --port.\n`)
  process.exit(2)
})
server.listen(config.PORT, config.HOST, () => {
  log.info({ host: config.HOST, port: config.PORT }, 'web ready')
  process.send?.('ready')
})

for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, stop)
process.once('disconnect', stop)

/** Finishes what is under way for up to five seconds, closes the streams, then leaves. */
function stop(): void {
  process.emit('sveltekit:shutdown' as never, 'SIGTERM' as never)
  const left = leaveInstallation()
  server.close(() => void left.finally(() => process.exit(0)))
  server.closeIdleConnections()
  setTimeout(() => server.closeAllConnections(), 2_000).unref()
  setTimeout(() => process.exit(0), 5_000).unref()
}

/** Whatever cannot be served now says when to come back: page, contract, file and stream alike. */
function adviseRetry(response: ServerResponse): void {
  const writeHead = response.writeHead.bind(response) as (...rest: unknown[]) => ServerResponse
  Object.assign(response, {
    writeHead(status: number, ...rest: unknown[]) {
      if (status === 503 && !response.headersSent && !response.hasHeader('retry-after')) {
        response.setHeader('retry-after', String(retryAfterSeconds))
      }
      return writeHead(status, ...rest)
    },
  })
}

/** In words: a person meets this when a page was opened under another address of this server. */
function refuseForeignForm(request: IncomingMessage, response: ServerResponse): void {
  const code = 'platform.form_from_elsewhere'
  const { type, body } = sayAtEdge(whoAsks(request.headers), {
    status: 403,
    code,
    details: { origin: config.ORIGIN },
  })
  response.writeHead(403, { 'content-type': type, connection: 'close' }).end(body)
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
}

/** The one page among the addresses of the contract: its readable form. */
function isContractPage({ method, url = '' }: IncomingMessage): boolean {
  return (method === 'GET' || method === 'HEAD') && /^\/api\/v1\/?(\?|$)/.test(url)
}

function isLoopback(host: string): boolean {
  return /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(host)
}

async function openDemoIdentityProvider(): Promise<Handler> {
  const { openDemoIdentityProvider: open } = await import('#server/demo-identity-provider/index.ts')
  return open()
}

async function openDemoPayments(): Promise<Handler> {
  const { openDemoPayments: open } = await import('#server/demo-payments/index.ts')
  return open()
}
