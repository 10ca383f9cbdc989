import { redirect } from '@sveltejs/kit'
import { z } from 'zod'
import {
  getOfficerDossierId,
  SendBack,
  SignDecision,
  sendBack,
  signDecision,
  viewOfficerDossier,
} from '#server/modules/dossiers/index.ts'
import { hasFreshFactor, requireRole } from '#server/platform/web/guards.ts'
import { perform } from '#server/platform/work.ts'
import { handleStaffForm, parkedForm } from '#ui/form/staff-form.server.ts'
import { presentCase } from '../../mot-cua/[ma]/present-case.server.ts'
import { listWaiting } from '../waiting.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params, url, cookies }) => {
  const leader = requireRole(locals.actor, 'leader')
  return perform(leader, async (work) => ({
    waiting: await listWaiting(work, leader),
    dossier: await presentCase(work, leader, await viewOfficerDossier(work, leader, params.ma)),
    isFresh: hasFreshFactor(leader),
    done: url.searchParams.get('xong') ?? '',
    parked: await parkedForm({ url, cookies }, leader),
  }))
}

const Key = { requestKey: z.uuid(), seenSeq: z.coerce.number().int() }

export const actions: Actions = {
  sign: (event) =>
    handleStaffForm(event, z.object({ ...SignDecision.shape, ...Key }), async ({ sha256, ...key }) => {
      const { locals, params } = event
      const leader = requireRole(locals.actor, 'leader')
      await perform(leader, async (work) =>
        signDecision(work, leader, await getOfficerDossierId(work, leader, params.ma), { sha256 }, key),
      )
      // To what was signed, not to the next: a second press of the keys finds nothing to sign there.
      redirect(303, `/ky-so/${params.ma}?xong=sign`)
    }),
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
