import { redirect } from '@sveltejs/kit'
import { z } from 'zod'
import {
  browserOf,
  cookieOptions,
  readDemoPeople,
  safeReturnPath,
  secondStepCookie,
  signInWithPassword,
} from '#server/modules/identity/index.ts'
import { config } from '#server/platform/config.ts'
import { handleForm } from '#ui/form/handle-form.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = ({ url }) => ({
  returnTo: safeReturnPath(url.searchParams.get('ve'), ''),
  isExpired: url.searchParams.get('loi') === 'identity.sign_in_expired',
  demo: config.NHIP_DEMO ? demoStaff() : undefined,
})

const SignIn = z.object({
  login: z.string().min(1).max(100),
  password: z.string().min(1).max(1024),
})

export const actions: Actions = {
  default: async (event) => {
    const returnTo = safeReturnPath(event.url.searchParams.get('ve'), '')
    const result = await handleForm(event.request, SignIn, async ({ login, password }) => {
      const { address, deviceToken } = browserOf(event)
      const { stepToken, expiresAt } = await signInWithPassword({
        login,
        password,
        returnTo,
        address,
        deviceToken,
      })
      event.cookies.set(secondStepCookie, stepToken, cookieOptions(expiresAt))
      redirect(303, '/can-bo/dang-nhap/xac-nhan')
    })
    // What was typed comes back, but never the password.
    if (result) delete result.data.values.password
    return result
  },
}

function demoStaff() {
  const { password, staff } = readDemoPeople()
  return { password, staff: staff.map(({ login, displayName, note }) => ({ login, displayName, note })) }
}
