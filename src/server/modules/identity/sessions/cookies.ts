import { config } from '#server/platform/config.ts'
import type { Browser, StartedSession } from './start-session.ts'

const secure = config.ORIGIN.startsWith('https:')
// Over https the prefix makes browsers refuse the cookie from a subdomain or without `Secure`.
const prefix = secure ? '__Host-' : ''

export const sessionCookie: string = `${prefix}nhip`
/** Binds OpenID Connect sign-ins under way to this browser. */
export const browserCookie: string = `${prefix}nhip-trinh-duyet`
/** By which a device is known on which somebody has signed in; opens nothing, and outlives every session. */
const deviceCookie: string = `${prefix}nhip-may`
/** A staff sign-in between password and second factor. */
export const secondStepCookie: string = `${prefix}nhip-buoc-hai`

/** Carries a token just made from the form to the page that shows it once. */
export const newTokenCookie: string = `${prefix}nhip-ma-moi`

export interface CookieOptions {
  path: '/'
  httpOnly: true
  sameSite: 'lax'
  secure: boolean
  expires?: Date
}

/** How every cookie of ours is set. Without `expires` it ends with the browser. */
export function cookieOptions(expires?: Date): CookieOptions {
  return { path: '/', httpOnly: true, sameSite: 'lax', secure, ...(expires ? { expires } : {}) }
}

interface CookieJar {
  get(name: string): string | undefined
  set(name: string, value: string, options: CookieOptions): void
  delete(name: string, options: CookieOptions): void
}

/** Hands the browser its session and takes back what the sign-in needed. */
export function keepSession(cookies: CookieJar, session: StartedSession): void {
  cookies.set(sessionCookie, session.token, cookieOptions(session.expiresAt))
  cookies.set(deviceCookie, session.device.token, cookieOptions(session.device.expiresAt))
  cookies.delete(secondStepCookie, cookieOptions())
}

/** The browser behind a request, for the list of sessions and for counting failures. */
export function browserOf(event: {
  request: Request
  cookies: CookieJar
  getClientAddress(): string
}): Browser {
  return {
    userAgent: event.request.headers.get('user-agent') ?? '',
    address: event.getClientAddress(),
    formerToken: event.cookies.get(sessionCookie),
    deviceToken: deviceTokenIn(event.cookies),
  }
}

/** What this device is known by, if anybody has signed in on it. */
export function deviceTokenIn(cookies: Pick<CookieJar, 'get'>): string | undefined {
  return /^[\w-]{43}$/.exec(cookies.get(deviceCookie) ?? '')?.[0]
}

/**
 * Leaves a browser as if nobody had signed in there: cookies here, cache and storage by the header to send with the
 * answer. What the device is known by stays, and how its reader likes to read: neither opens anything.
 */
export function clearBrowser(cookies: CookieJar): { 'clear-site-data': string } {
  for (const name of [sessionCookie, secondStepCookie, browserCookie, newTokenCookie])
    cookies.delete(name, cookieOptions())
  return { 'clear-site-data': '"cache", "storage"' }
}
