import { fail } from '@sveltejs/kit'
import { z } from 'zod'
import {
  enrolTotp,
  getSecondFactors,
  passkeysPossible,
  proposePasskey,
  proposeTotp,
  registerPasskey,
  removePasskey,
  removeTotp,
} from '#server/modules/identity/index.ts'
import { config } from '#server/platform/config.ts'
import { hasFreshFactor, requireOfficer } from '#server/platform/web/guards.ts'
import { perform } from '#server/platform/work.ts'
import { handleForm } from '#ui/form/handle-form.server.ts'
import { drawQr } from '#ui/show/draw-qr.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url }) => {
  const officer = requireOfficer(locals.actor)
  return perform(officer, async (work) => {
    const passkey = passkeysPossible ? await proposePasskey(work, officer) : undefined
    return {
      ...(await getSecondFactors(work, officer)),
      enrolment: url.searchParams.has('cai') ? drawProposal(officer.id, officer.name) : undefined,
      passkey: passkey && { options: JSON.stringify(passkey.options), proposal: passkey.proposal },
      origin: config.ORIGIN,
      isFresh: hasFreshFactor(officer),
    }
  })
}

const Enrolment = z.object({ code: z.string().min(1).max(20), proposal: z.string().max(500) })
const NewPasskey = z.object({
  label: z.string().min(1).max(60),
  proposal: z.string().max(1000),
  response: z.string().min(2).max(10_000),
})
const Chosen = z.object({ id: z.string().max(1000) })

export const actions: Actions = {
  enrol: async ({ request, locals }) => {
    const officer = requireOfficer(locals.actor)
    const result = await handleForm(request, Enrolment, (input) =>
      perform(officer, (work) => enrolTotp(work, officer, input)),
    )
    if (!result) return { isDone: true }
    const { proposal } = result.data.values
    const former = typeof proposal === 'string' ? proposal : undefined
    return fail(result.status, { ...result.data, enrolment: drawProposal(officer.id, officer.name, former) })
  },

  removeTotp: ({ request, locals }) => {
    const officer = requireOfficer(locals.actor)
    return handleForm(request, z.object({}), () => perform(officer, (work) => removeTotp(work, officer)))
  },

  addPasskey: ({ request, locals }) => {
    const officer = requireOfficer(locals.actor)
    return handleForm(request, NewPasskey, (input) =>
      perform(officer, (work) => registerPasskey(work, officer, input)),
    )
  },

  removePasskey: ({ request, locals }) => {
    const officer = requireOfficer(locals.actor)
    return handleForm(request, Chosen, ({ id }) =>
      perform(officer, (work) => removePasskey(work, officer, id)),
    )
  },
}

function drawProposal(accountId: string, label: string, former?: string) {
  const { proposal, uri, text } = proposeTotp(accountId, label, former)
  return { proposal, text, qr: drawQr(uri) }
}
