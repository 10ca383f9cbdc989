import { redirect } from '@sveltejs/kit'
import {
  beginCitizenSignIn,
  browserCookie,
  cookieOptions,
  oidcSettings,
  safeReturnPath,
} from '#server/modules/identity/index.ts'
import { Refusal } from '#shared/refusal.ts'
import type { RequestHandler } from './$types'

/** Sends the browser to the identity provider: to sign in or, with `xac-nhan`, to confirm the open session. A link, not a form: `form-action 'self'` would stop the redirect. */
export const GET: RequestHandler = async ({ url, cookies, locals }) => {
  const settings = oidcSettings()
  if (!settings) redirect(303, '/dang-nhap')
  const returnTo = safeReturnPath(url.searchParams.get('ve'))
  const started = await beginCitizenSignIn(settings, {
    browserKey: cookies.get(browserCookie),
    returnTo,
    ...(url.searchParams.has('xac-nhan') && locals.actor.kind === 'citizen'
      ? { confirms: locals.session?.id }
      : {}),
  }).catch((error: unknown) => {
    if (!(error instanceof Refusal)) throw error
    return error
  })
  if (started instanceof Refusal) {
    redirect(303, `/dang-nhap?loi=${started.code}&ve=${encodeURIComponent(returnTo)}`)
  }
  cookies.set(browserCookie, started.browserKey, cookieOptions())
  redirect(303, started.url.href)
}
