/** What was typed when a session had ended: it waits, sealed for whoever typed it, and comes back to them alone. */
import { type Cookies, type RequestEvent, redirect } from '@sveltejs/kit'
import { accountIdOf, whoWasHere } from '#server/modules/identity/index.ts'
import type { Citizen, Officer } from '#server/platform/actor.ts'
import {
  dropParkedInput,
  type ParkedInput,
  parkInput,
  takeParkedInput,
} from '#server/platform/forms/park-input.ts'

/** Among parked fields, the name of a file that had no one to be kept for. */
export const unsentFile = '_tep'

interface Entered {
  url: URL
  cookies: Cookies
}

/** Puts aside what this page posted for whoever was signed in here, and leads to sign-in and back. */
export async function park({ url, cookies }: Entered, fields: [string, string][]): Promise<never> {
  const accountId = fields.length > 0 ? await whoWasHere(cookies) : undefined
  if (accountId) await parkInput(accountId, { path: url.pathname, fields })
  redirect(303, signInFor(url))
}

/** What this person typed here before the session ended, once signed in again. */
export async function parkedAt(
  { url }: { url: URL },
  actor: Citizen | Officer,
): Promise<ParkedInput['fields'] | undefined> {
  return (await takeParkedInput(accountIdOf(actor), url.pathname))?.fields
}

/** The same for a page that is opened, not for one that answers a form; nobody's cache keeps the page. */
export async function parkedOnOpening(
  event: Pick<RequestEvent, 'url' | 'request' | 'setHeaders'>,
  actor: Citizen | Officer,
): Promise<ParkedInput['fields'] | undefined> {
  event.setHeaders({ 'cache-control': 'no-store' })
  return event.request.method === 'GET' ? parkedAt(event, actor) : undefined
}

/** What was typed has been kept where it belongs. */
export async function forgetParked({ url }: { url: URL }, actor: Citizen | Officer): Promise<void> {
  await dropParkedInput(accountIdOf(actor), url.pathname)
}

export function signInFor(url: URL): string {
  // A named action (`?/gui`) is where a form went, not a page to come back to.
  const search = new URLSearchParams([...url.searchParams].filter(([name]) => !name.startsWith('/')))
  const path = search.size > 0 ? `${url.pathname}?${search}` : url.pathname
  return `/dang-nhap?ve=${encodeURIComponent(path)}`
}
