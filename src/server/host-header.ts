/** The Host of a request (RFC 9112 §3.2): named once and well formed, or the request is refused before anybody believes it. */
import type { IncomingMessage } from 'node:http'

/** A registered name or an address, as browsers and proxies write one; an address in brackets is IPv6. */
const wellFormed = /^(?:[a-z0-9_-][a-z0-9._-]{0,252}|\[[0-9a-f:.]{2,45}\])(?::(\d{1,5}))?$/i

/** Whether a server may answer: exactly one Host that names one. HTTP before 1.1 may leave it out. */
export function hasOneHost({
  headersDistinct: { host = [] },
  httpVersion,
}: Pick<IncomingMessage, 'headersDistinct' | 'httpVersion'>): boolean {
  if (host.length === 0) return httpVersion === '1.0'
  const [, port = '1'] = (host.length === 1 && wellFormed.exec(host[0] ?? '')) || [undefined, '0']
  return Number(port) > 0 && Number(port) < 65_536
}
