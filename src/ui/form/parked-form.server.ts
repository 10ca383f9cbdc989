/** What was typed when a session had ended: it waits, readable only with this browser's cookie, and comes back. */
import { type Cookies, redirect } from '@sveltejs/kit'
import {
  dropParkedInput,
  type ParkedInput,
  parkedMs,
  parkInput,
  takeParkedInput,
} from '#server/modules/dossiers/index.ts'
import { type Actor, anonymous } from '#server/platform/actor.ts'
import { config } from '#server/platform/config.ts'
import { perform } from '#server/platform/work.ts'

const secure = config.ORIGIN.startsWith('https:')
const parkedCookie = `${secure ? '__Host-' : ''}nhip-da-dien`

interface Entered {
  url: URL
  cookies: Cookies
}

/** Puts aside what this page posted and leads to sign-in and back. */
export async function park({ url, cookies }: Entered, fields: [string, string][]): Promise<never> {
  if (fields.length > 0) {
    const token = await perform(anonymous, (work) => parkInput(work, { path: url.pathname, fields }))
    const maxAge = parkedMs / 1000
    cookies.set(parkedCookie, token, { path: '/', httpOnly: true, sameSite: 'lax', secure, maxAge })
  }
  redirect(303, signInFor(url))
}

/** What was typed here before the session ended, once signed in again. */
export async function parkedAt(
  { url, cookies }: Entered,
  actor: Actor,
): Promise<ParkedInput['fields'] | undefined> {
  const token = cookies.get(parkedCookie)
  if (!token) return undefined
  return (await perform(actor, (work) => takeParkedInput(work, token, url.pathname)))?.fields
}

/** What was typed has been kept where it belongs. */
export async function forgetParked({ cookies }: { cookies: Cookies }, actor: Actor): Promise<void> {
  const token = cookies.get(parkedCookie)
  if (!token) return
  cookies.delete(parkedCookie, { path: '/', httpOnly: true, sameSite: 'lax', secure })
  await perform(actor, (work) => dropParkedInput(work, token))
}

export function signInFor(url: URL): string {
  // A named action (`?/gui`) is where a form went, not a page to come back to.
  const search = new URLSearchParams([...url.searchParams].filter(([name]) => !name.startsWith('/')))
  const path = search.size > 0 ? `${url.pathname}?${search}` : url.pathname
  return `/dang-nhap?ve=${encodeURIComponent(path)}`
}
