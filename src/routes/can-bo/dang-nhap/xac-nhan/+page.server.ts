import { type Cookies, fail, redirect } from '@sveltejs/kit'
import { z } from 'zod'
import {
  authenticate,
  browserOf,
  confirmPasskey,
  confirmTotp,
  enrolTotpAtSignIn,
  type FinishedSignIn,
  findDemoCode,
  findSecondStep,
  keepSession,
  offerPasskeySignIn,
  passkeysPossible,
  proposeTotp,
  secondStepCookie,
} from '#server/modules/identity/index.ts'
import { handleForm } from '#ui/form/handle-form.server.ts'
import { homeOf } from '#ui/layout/office-rooms.server.ts'
import { drawQr } from '#ui/show/draw-qr.server.ts'
import type { Actions, PageServerLoad } from './$types'

const startAgain = '/can-bo/dang-nhap?loi=identity.sign_in_expired'

export const load: PageServerLoad = async ({ cookies }) => {
  const stepToken = cookies.get(secondStepCookie)
  const step = await findSecondStep(stepToken)
  if (!step) redirect(303, startAgain)
  const { accountId, name, login, hasTotp, hasPasskey } = step
  const passkey = hasPasskey && passkeysPossible ? await offerPasskeySignIn(stepToken) : undefined
  const mustEnrol = !hasTotp && !hasPasskey
  return {
    name,
    login,
    hasTotp,
    passkey: passkey && { options: JSON.stringify(passkey) },
    enrolment: mustEnrol ? drawProposal(accountId, login) : undefined,
    demoCode: hasTotp ? await findDemoCode(accountId) : undefined,
  }
}

const Code = z.object({ code: z.string().min(1).max(20) })
const Enrolment = Code.extend({ proposal: z.string().max(500) })
const Passkey = z.object({ response: z.string().min(2).max(10_000) })

export const actions: Actions = {
  code: (event) =>
    handleForm(event.request, Code, async ({ code }) => {
      const stepToken = event.cookies.get(secondStepCookie)
      await enter(event.cookies, await confirmTotp({ stepToken, code, browser: browserOf(event) }))
    }),

  passkey: (event) =>
    handleForm(event.request, Passkey, async ({ response }) => {
      const stepToken = event.cookies.get(secondStepCookie)
      await enter(event.cookies, await confirmPasskey({ stepToken, response, browser: browserOf(event) }))
    }),

  enrol: async (event) => {
    const stepToken = event.cookies.get(secondStepCookie)
    const result = await handleForm(event.request, Enrolment, async ({ proposal, code }) => {
      const browser = browserOf(event)
      await enter(event.cookies, await enrolTotpAtSignIn({ stepToken, proposal, code, browser }))
    })
    const step = await findSecondStep(stepToken)
    if (!result || !step) return result
    // The same secret again: a mistyped code must not cost a second scan.
    const { proposal } = result.data.values
    const former = typeof proposal === 'string' ? proposal : undefined
    return fail(result.status, {
      ...result.data,
      enrolment: drawProposal(step.accountId, step.login, former),
    })
  },
}

/** Opens the door: the page asked for, or the place where this officer's work begins. */
async function enter(cookies: Cookies, session: FinishedSignIn): Promise<never> {
  keepSession(cookies, session)
  const { actor } = await authenticate({ get: () => session.token })
  redirect(303, session.returnTo || homeOf(actor))
}

function drawProposal(accountId: string, label: string, former?: string) {
  const { proposal, uri, text } = proposeTotp(accountId, label, former)
  return { proposal, text, qr: drawQr(uri) }
}
