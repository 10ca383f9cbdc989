import { redirect } from '@sveltejs/kit'
import { cookieOptions, sessionCookie, signOut } from '#server/modules/identity/index.ts'
import { perform } from '#server/platform/work.ts'
import type { Actions } from './$types'

export const actions: Actions = {
  default: async ({ cookies, locals }) => {
    const token = cookies.get(sessionCookie)
    await perform(locals.actor, (work) => signOut(work, token))
    cookies.delete(sessionCookie, cookieOptions())
    redirect(303, '/')
  },
}
