/** The way into a citizen's own pages: signed in, or to sign-in and back with everything that was typed. */
import { type Cookies, redirect } from '@sveltejs/kit'
import type { Citizen } from '#server/platform/actor.ts'
import { requireCitizen } from '#server/platform/web/guards.ts'
import { park, signInFor } from './parked-form.server.ts'

interface Entered {
  locals: App.Locals
  url: URL
}

/** The citizen this page belongs to. Nobody signed in: to sign-in and back here. An officer is refused. */
export function citizenOf({ locals, url }: Entered): Citizen {
  if (locals.actor.kind === 'anonymous') redirect(303, signInFor(url))
  return requireCitizen(locals.actor)
}

/** The same for a post: what was typed waits and is given back. */
export async function citizenOrPark(
  event: Entered & { cookies: Cookies },
  fields: [string, string][],
): Promise<Citizen> {
  if (event.locals.actor.kind === 'anonymous') return park(event, fields)
  return requireCitizen(event.locals.actor)
}
