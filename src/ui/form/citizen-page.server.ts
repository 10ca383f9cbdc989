/** The way into a citizen's own pages: signed in, or to sign-in and back with everything that was typed. */
import { type Cookies, redirect } from '@sveltejs/kit'
import {
  dropParkedInput,
  type ParkedInput,
  parkedMs,
  parkInput,
  takeParkedInput,
} from '#server/modules/dossiers/index.ts'
import { anonymous, type Citizen } from '#server/platform/actor.ts'
import { config } from '#server/platform/config.ts'
import { requireCitizen } from '#server/platform/guards.ts'
import { perform } from '#server/platform/work.ts'

const secure = config.ORIGIN.startsWith('https:')
const parkedCookie = `${secure ? '__Host-' : ''}nhip-da-dien`

interface Entered {
  locals: App.Locals
  url: URL
}

/** The citizen this page belongs to. Nobody signed in: to sign-in and back here. An officer is refused. */
export function citizenOf({ locals, url }: Entered): Citizen {
  if (locals.actor.kind === 'anonymous') redirect(303, signInFor(url))
  return requireCitizen(locals.actor)
}

/** The same for a post: what was typed waits, readable only with this browser's cookie, and is given back. */
export async function citizenOrPark(
  { locals, url, cookies }: Entered & { cookies: Cookies },
  fields: [string, string][],
): Promise<Citizen> {
  if (locals.actor.kind !== 'anonymous') return requireCitizen(locals.actor)
  if (fields.length > 0) {
    const token = await perform(anonymous, (work) => parkInput(work, { path: url.pathname, fields }))
    const maxAge = parkedMs / 1000
    cookies.set(parkedCookie, token, { path: '/', httpOnly: true, sameSite: 'lax', secure, maxAge })
  }
  redirect(303, signInFor(url))
}

/** What was typed here before the session ended, once signed in again. */
export async function parkedAt(
  { url, cookies }: { url: URL; cookies: Cookies },
  citizen: Citizen,
): Promise<ParkedInput['fields'] | undefined> {
  const token = cookies.get(parkedCookie)
  if (!token) return undefined
  return (await perform(citizen, (work) => takeParkedInput(work, token, url.pathname)))?.fields
}

/** What was typed has been kept where it belongs. */
export async function forgetParked({ cookies }: { cookies: Cookies }, citizen: Citizen): Promise<void> {
  const token = cookies.get(parkedCookie)
  if (!token) return
  cookies.delete(parkedCookie, { path: '/', httpOnly: true, sameSite: 'lax', secure })
  await perform(citizen, (work) => dropParkedInput(work, token))
}

function signInFor(url: URL): string {
  // A named action (`?/gui`) is where a form went, not a page to come back to.
  const search = new URLSearchParams([...url.searchParams].filter(([name]) => !name.startsWith('/')))
  const path = search.size > 0 ? `${url.pathname}?${search}` : url.pathname
  return `/dang-nhap?ve=${encodeURIComponent(path)}`
}
