import { fail, redirect } from '@sveltejs/kit'
import { z } from 'zod'
import {
  AskCorrection,
  askCorrection,
  beginCorrection,
  DeclineSigning,
  DropCorrection,
  declineCorrection,
  dropCorrection,
  getOfficerDossierId,
  SignDecision,
  signCorrection,
  viewOfficerDossier,
} from '#server/modules/dossiers/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import { readPost } from '#server/platform/forms/read-post.ts'
import { requireCaseHandler } from '#server/platform/rights.ts'
import { hasFreshFactor } from '#server/platform/web/guards.ts'
import { perform } from '#server/platform/work.ts'
import { m } from '#shared/messages/index.ts'
import { parkedAt } from '#ui/form/parked-form.server.ts'
import { handleStaffForm, returnedForm } from '#ui/form/staff-form.server.ts'
import type { Actions, PageServerLoad } from './$types'
import { presentCorrection } from './present-correction.server.ts'
import { presentValues, readTypedValues } from './typed-values.server.ts'

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const officer = requireCaseHandler(locals.actor)
  const typed = await parkedAt({ url }, officer)
  const { draw, ...beside } = await perform(officer, async (work) => {
    const view = await viewOfficerDossier(work, officer, params.ma)
    const { dossier } = view
    const shown = await presentCorrection(work, officer, view)
    if (!shown) redirect(303, `/mot-cua/${dossier.code}`)
    return {
      draw: shown.draw,
      values: typed ? (await readTypedValues(work, view, typed)).sections : await presentValues(work, view),
      parked: typed ? returnedForm(typed) : null,
      isFresh: hasFreshFactor(officer),
      done: m.dossiers.correction.done[url.searchParams.get('xong') ?? ''] ?? '',
    }
  })
  return { ...(await draw()), ...beside }
}

const Key = { requestKey: z.uuid(), seenSeq: z.coerce.number().int() }

const idOf = (officer: Officer, code: string) =>
  perform(officer, (work) => getOfficerDossierId(work, officer, code))

export const actions: Actions = {
  ask: async (event) => {
    const { locals, params } = event
    const { fields, control } = await readPost(event.request.clone())
    let typed: Awaited<ReturnType<typeof readTypedValues>> | undefined
    const { kind, reason, clause } = AskCorrection.shape
    const form = z.object({ kind, reason, clause, note: z.string().max(4000).optional(), ...Key })
    const answer = await handleStaffForm(event, form, async ({ requestKey, seenSeq, note, ...given }) => {
      const officer = requireCaseHandler(locals.actor)
      const isAsked = await perform(officer, async (work) => {
        const view = await viewOfficerDossier(work, officer, params.ma)
        typed = await readTypedValues(work, view, fields, control._viec)
        if (typed.isAgain || typed.issues.length > 0) return false
        const input = { ...given, ...(note === undefined ? {} : { note }), ...typed.given }
        await askCorrection(work, officer, view.dossier.id, input, { requestKey, seenSeq })
        return true
      })
      if (isAsked) redirect(303, `/mot-cua/${params.ma}/dinh-chinh?xong=ask_correction`)
    })
    typed ??= await perform(requireCaseHandler(locals.actor), async (work) => {
      const officer = requireCaseHandler(locals.actor)
      const view = await viewOfficerDossier(work, officer, params.ma)
      return readTypedValues(work, view, fields, control._viec)
    })
    const issues = Object.fromEntries(typed.issues.map(({ field, message }) => [field, [message]]))
    const { sections } = typed
    if (answer) return fail(answer.status, { ...answer.data, sections })
    const values = Object.fromEntries(fields.filter(([name]) => !name.startsWith('answers.')))
    const again = { values: values as Record<string, unknown>, issues, refusal: null, details: {}, sections }
    return typed.isAgain ? again : fail(422, again)
  },
  begin: (event) =>
    handleStaffForm(event, z.object({ seenSeq: Key.seenSeq }), async (key) => {
      const leader = requireCaseHandler(event.locals.actor)
      await beginCorrection(leader, await idOf(leader, event.params.ma), key)
      redirect(303, `/mot-cua/${event.params.ma}/dinh-chinh`)
    }),
  sign: (event) =>
    handleStaffForm(event, z.object({ ...SignDecision.shape, ...Key }), async ({ sha256, ...key }) => {
      const leader = requireCaseHandler(event.locals.actor)
      await signCorrection(leader, await idOf(leader, event.params.ma), { sha256 }, key)
      redirect(303, `/mot-cua/${event.params.ma}/dinh-chinh?xong=correct`)
    }),
  decline: (event) =>
    handleStaffForm(
      event,
      z.object({ declineReason: DeclineSigning.shape.reason, seenSeq: Key.seenSeq }),
      async ({ declineReason: reason }) => {
        const leader = requireCaseHandler(event.locals.actor)
        const id = await idOf(leader, event.params.ma)
        await perform(leader, (work) => declineCorrection(work, leader, id, { reason }))
        redirect(303, `/mot-cua/${event.params.ma}/dinh-chinh?xong=decline_correction`)
      },
    ),
  drop: (event) =>
    handleStaffForm(
      event,
      z.object({ dropReason: DropCorrection.shape.reason, ...Key }),
      async ({ dropReason: reason, ...key }) => {
        const officer = requireCaseHandler(event.locals.actor)
        const id = await idOf(officer, event.params.ma)
        await perform(officer, (work) => dropCorrection(work, officer, id, { reason }, key))
        redirect(303, `/mot-cua/${event.params.ma}/dinh-chinh?xong=drop_correction`)
      },
    ),
}
