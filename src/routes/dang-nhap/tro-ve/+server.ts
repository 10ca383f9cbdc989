import { redirect } from '@sveltejs/kit'
import {
  browserCookie,
  browserOf,
  completeCitizenSignIn,
  keepSession,
  oidcSettings,
} from '#server/modules/identity/index.ts'
import { Refusal } from '#shared/refusal.ts'
import type { RequestHandler } from './$types'

/** Where the identity provider sends the browser back to. */
export const GET: RequestHandler = async (event) => {
  const settings = oidcSettings()
  if (!settings) redirect(303, '/dang-nhap')
  // From our own idea of the address, never from the Host header.
  const answer = new URL(settings.redirectUri)
  answer.search = event.url.search
  const browserKey = event.cookies.get(browserCookie)
  const session = await completeCitizenSignIn(settings, {
    answer,
    browserKey,
    browser: browserOf(event),
  }).catch((error: unknown) => {
    if (!(error instanceof Refusal)) throw error
    return error
  })
  if (session instanceof Refusal) redirect(303, `/dang-nhap?loi=${session.code}`)
  if (session.token !== undefined) keepSession(event.cookies, session)
  redirect(303, session.returnTo)
}
