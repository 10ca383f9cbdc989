import { redirect } from '@sveltejs/kit'
import { z } from 'zod'
import {
  browserOf,
  confirmWithCode,
  confirmWithPasskey,
  findDemoCode,
  getSecondFactors,
  offerPasskeyConfirmation,
  passkeysPossible,
  safeReturnPath,
} from '#server/modules/identity/index.ts'
import { requireOfficer, requireSignedIn } from '#server/platform/web/guards.ts'
import { perform } from '#server/platform/work.ts'
import { handleForm } from '#ui/form/handle-form.server.ts'
import type { Actions, PageServerLoad } from './$types'

const otherwise = '/tai-khoan'

export const load: PageServerLoad = async ({ locals, url }) => {
  const actor = requireSignedIn(locals.actor)
  const returnTo = safeReturnPath(url.searchParams.get('ve'), otherwise)
  if (actor.kind === 'citizen') return { returnTo }
  const sessionId = locals.session?.id ?? ''
  return perform(actor, async (work) => {
    const { hasTotp, passkeys } = await getSecondFactors(work, actor)
    const isPossible = passkeysPossible && passkeys.length > 0
    const offer = isPossible ? await offerPasskeyConfirmation(work, actor, sessionId) : undefined
    return {
      returnTo,
      hasTotp,
      passkey: offer && { options: JSON.stringify(offer.options), proposal: offer.proposal },
      demoCode: hasTotp ? await findDemoCode(actor.id) : undefined,
    }
  })
}

const Code = z.object({ code: z.string().min(1).max(20) })
const Passkey = z.object({ proposal: z.string().max(1000), response: z.string().min(2).max(10_000) })

export const actions: Actions = {
  code: (event) =>
    handleForm(event.request, Code, async ({ code }) => {
      const officer = requireOfficer(event.locals.actor)
      const browser = browserOf(event)
      await confirmWithCode(officer, { code, sessionId: event.locals.session?.id, browser })
      redirect(303, safeReturnPath(event.url.searchParams.get('ve'), otherwise))
    }),

  passkey: (event) =>
    handleForm(event.request, Passkey, async (input) => {
      const officer = requireOfficer(event.locals.actor)
      const browser = browserOf(event)
      await confirmWithPasskey(officer, { ...input, sessionId: event.locals.session?.id, browser })
      redirect(303, safeReturnPath(event.url.searchParams.get('ve'), otherwise))
    }),
}
