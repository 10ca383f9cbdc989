/** The one place that speaks to a gateway over the network. */
import { lookup as findAddress } from 'node:dns'
import { type IncomingMessage, request as plainRequest } from 'node:http'
import { request as secureRequest } from 'node:https'
import type { LookupFunction } from 'node:net'
import { config } from '#server/platform/config.ts'
import { isThisMachine } from '#server/platform/web/own-network.ts'

/** What a gateway may send, asked or by itself; about one payment it is some hundreds of bytes. */
export const mostMessageBytes = 64 * 1024
const secondsToWait = 8

export interface GatewayRequest {
  /** Below the address of the gateway's row; begins with `/`. */
  path: string
  headers: Record<string, string>
  body: string
}

/** What came back, whatever it is; or why nothing did. Neither says anything about money until it has been read. */
export type GatewayAnswer =
  | { status: number; headers: Record<string, string>; body: Buffer }
  | { failed: 'not_allowed' | 'too_late' | 'too_long' | 'cut_off' }

/**
 * Posts one message to a gateway at the address of its own row: with TLS and never to this machine, except in the demo,
 * whose gateways are here. A redirection is an answer and not followed. Waits eight seconds in all and takes 64 kB; never throws for what the other side does.
 */
export function callGateway(
  baseUrl: string,
  { path, headers, body }: GatewayRequest,
  patienceMs = secondsToWait * 1000,
): Promise<GatewayAnswer> {
  const url = addressOf(baseUrl, path)
  if (!url) return Promise.resolve({ failed: 'not_allowed' })
  const { promise, resolve } = Promise.withResolvers<GatewayAnswer>()
  const send = url.protocol === 'https:' ? secureRequest : plainRequest
  const outgoing = send(url, {
    method: 'POST',
    headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) },
    // A connection of its own: one that was cut takes no other question with it.
    agent: false,
    lookup: lookUp,
    maxHeaderSize: 8_192,
  })
  const timer = setTimeout(() => end({ failed: 'too_late' }), patienceMs)
  function end(answer: GatewayAnswer): void {
    clearTimeout(timer)
    resolve(answer)
    outgoing.destroy()
  }
  outgoing.on('error', (error) =>
    end({ failed: (error as NodeJS.ErrnoException).code === notAllowed ? 'not_allowed' : 'cut_off' }),
  )
  outgoing.on('response', (response) => {
    const chunks: Buffer[] = []
    let length = 0
    response.on('data', (chunk: Buffer) => {
      length += chunk.length
      if (length > mostMessageBytes) end({ failed: 'too_long' })
      else chunks.push(chunk)
    })
    response.on('error', () => end({ failed: 'cut_off' }))
    response.on('close', () => end({ failed: 'cut_off' }))
    response.on('end', () =>
      end({ status: response.statusCode ?? 0, headers: plainHeaders(response), body: Buffer.concat(chunks) }),
    )
  })
  outgoing.end(body)
  return promise
}

/** The address below the gateway's own, or undefined where it may not be called. */
function addressOf(baseUrl: string, path: string): URL | undefined {
  const base = URL.parse(baseUrl)
  const url = base && URL.parse(`${base.pathname.replace(/\/$/, '')}${path}`, base)
  if (!url || url.origin !== base?.origin || url.username !== '' || url.password !== '') return undefined
  const isHere = isThisMachine(url.hostname.replace(/^\[|\]$/g, ''))
  if (isHere) return config.NHIP_DEMO && /^https?:$/.test(url.protocol) ? url : undefined
  return url.protocol === 'https:' ? url : undefined
}

const notAllowed = 'NOT_ALLOWED'

/** As the system finds names, but none that leads to this machine. */
const lookUp: LookupFunction = (hostname, options, done) => {
  findAddress(hostname, { ...options, all: true }, (error, found) => {
    if (error) return done(error, '')
    if (!config.NHIP_DEMO && found.some(({ address }) => isThisMachine(address))) {
      return done(Object.assign(new Error('a gateway is no part of this machine'), { code: notAllowed }), '')
    }
    if (options.all) return done(null, found)
    done(null, found[0]?.address ?? '', found[0]?.family)
  })
}

function plainHeaders({ headers }: IncomingMessage): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]))
}
