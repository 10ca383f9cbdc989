import type { IncomingMessage } from 'node:http'
import { isIP } from 'node:net'

export interface TrustedProxies {
  /** The header in which the proxy in front names who called it, in lower case; without one no header is believed. */
  header?: string | undefined
  /** How many proxies add to the header: the address the outermost of them saw stands so many from the end. */
  depth: number
}

/**
 * Who calls, for counting failures and for politeness. Whoever reached us past the proxies, or names what is no
 * address, is the one at the other end of the connection: a header can be written by anyone.
 */
export function clientAddress(
  { headers, socket }: Pick<IncomingMessage, 'headers'> & { socket: { remoteAddress?: string | undefined } },
  { header, depth }: TrustedProxies,
): string {
  const connected = withoutPort(socket.remoteAddress ?? '')
  if (header === undefined) return connected
  const named = [headers[header] ?? []].flat().join(',').split(',').at(-depth) ?? ''
  const address = withoutPort(named.trim())
  return isIP(address) === 0 ? connected : address
}

/** `203.0.113.7:51234`, `[2001:db8::1]:443` and an IPv4 address written as IPv6 name the same caller as without. */
function withoutPort(address: string): string {
  const bare = /^\[(.+)\](?::\d+)?$/.exec(address)?.[1] ?? /^([\d.]+):\d+$/.exec(address)?.[1] ?? address
  return bare.replace(/^::ffff:(?=\d+\.)/i, '')
}
