import { redirect } from '@sveltejs/kit'
import { z } from 'zod'
import { findDocumentOfDossier, listSignersOf, mayGiveUpNumberOf } from '#server/modules/documents/index.ts'
import {
  beginSigning,
  DeclineSigning,
  declineDecision,
  GiveUpDecision,
  getOfficerDossierId,
  giveUpDecision,
  SendBack,
  SignDecision,
  sendBack,
  signDecision,
  viewOfficerDossier,
} from '#server/modules/dossiers/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import { hasFreshFactor, requireRole } from '#server/platform/web/guards.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { handleStaffForm, parkedForm } from '#ui/form/staff-form.server.ts'
import { presentCase } from '../../mot-cua/[ma]/present-case.server.ts'
import { presentChecks } from '../../mot-cua/[ma]/present-checks.server.ts'
import { listWaiting } from '../waiting.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params, url, cookies }) => {
  const leader = requireRole(locals.actor, 'leader')
  const { presented, ...beside } = await perform(leader, async (work) => {
    const view = await viewOfficerDossier(work, leader, params.ma)
    const { id } = view.dossier
    const document = await findDocumentOfDossier(work, id)
    return {
      waiting: await listWaiting(work, leader),
      presented: await presentCase(work, leader, view),
      ...(await checksOf(work, leader, params.ma)),
      /** Whose signature the law wants; undefined where nothing waits for one. */
      signer: (await listSignersOf(work, leader, [id])).get(id),
      mayGiveUp: document !== undefined && (await mayGiveUpNumberOf(work, leader, document)),
      isFresh: hasFreshFactor(leader),
      done: url.searchParams.get('xong') ?? '',
      parked: await parkedForm({ url, cookies }, leader),
    }
  })
  const { drawDraft, ...shown } = presented
  return { ...beside, dossier: { ...shown, ...(await drawDraft()) } }
}

async function checksOf(work: Work, leader: Officer, code: string) {
  const { checks, signedAt } = await presentChecks(work, leader, code, null)
  return { checks, signedAt }
}

const Key = { requestKey: z.uuid(), seenSeq: z.coerce.number().int() }

const idOf = (leader: Officer, code: string) =>
  perform(leader, (work) => getOfficerDossierId(work, leader, code))

export const actions: Actions = {
  begin: (event) =>
    handleStaffForm(event, z.object({ seenSeq: Key.seenSeq }), async (key) => {
      const leader = requireRole(event.locals.actor, 'leader')
      await beginSigning(leader, await idOf(leader, event.params.ma), key)
      redirect(303, `/ky-so/${event.params.ma}`)
    }),
  sign: (event) =>
    handleStaffForm(event, z.object({ ...SignDecision.shape, ...Key }), async ({ sha256, ...key }) => {
      const { locals, params } = event
      const leader = requireRole(locals.actor, 'leader')
      await signDecision(leader, await idOf(leader, params.ma), { sha256 }, key)
      // To what was signed, not to the next: a second press of the keys finds nothing to sign there.
      redirect(303, `/ky-so/${params.ma}?xong=sign`)
    }),
  decline: (event) =>
    handleStaffForm(
      event,
      z.object({ declineReason: DeclineSigning.shape.reason, seenSeq: Key.seenSeq }),
      async ({ declineReason: reason, ...key }) => {
        const leader = requireRole(event.locals.actor, 'leader')
        const id = await idOf(leader, event.params.ma)
        await perform(leader, (work) => declineDecision(work, leader, id, { reason }, key))
        redirect(303, `/ky-so/${event.params.ma}?xong=decline`)
      },
    ),
  giveUp: (event) =>
    handleStaffForm(
      event,
      z.object({
        sha256: GiveUpDecision.shape.sha256,
        giveUpReason: GiveUpDecision.shape.reason,
        seenSeq: Key.seenSeq,
      }),
      async ({ sha256, giveUpReason: reason, ...key }) => {
        const leader = requireRole(event.locals.actor, 'leader')
        const id = await idOf(leader, event.params.ma)
        await perform(leader, (work) => giveUpDecision(work, leader, id, { sha256, reason }, key))
        redirect(303, `/ky-so/${event.params.ma}?xong=give_up`)
      },
    ),
  sendBack: (event) =>
    handleStaffForm(event, z.object({ ...SendBack.shape, ...Key }), async ({ reason, ...key }) => {
      const { locals, params } = event
      const leader = requireRole(locals.actor, 'leader')
      await perform(leader, async (work) =>
        sendBack(work, leader, await getOfficerDossierId(work, leader, params.ma), { reason }, key),
      )
      redirect(303, `/ky-so/${params.ma}?xong=send_back`)
    }),
}
