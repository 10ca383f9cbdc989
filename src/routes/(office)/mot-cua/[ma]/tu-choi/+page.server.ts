/** A refusal somebody at the counter asked for, before whoever signs it. */
import { redirect } from '@sveltejs/kit'
import { z } from 'zod'
import {
  DropRefusal,
  dropRefusal,
  getOfficerDossierId,
  signRefusal,
  viewOfficerDossier,
  viewRefusal,
} from '#server/modules/dossiers/index.ts'
import { newId } from '#server/platform/id.ts'
import { requireCaseHandler } from '#server/platform/rights.ts'
import { hasFreshFactor } from '#server/platform/web/guards.ts'
import { perform } from '#server/platform/work.ts'
import { formatDateTime } from '#shared/dates.ts'
import { parkedAt } from '#ui/form/parked-form.server.ts'
import { handleStaffForm, returnedForm } from '#ui/form/staff-form.server.ts'
import { presentClock } from '../../present-clock.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const officer = requireCaseHandler(locals.actor)
  const typed = await parkedAt({ url }, officer)
  return perform(officer, async (work) => {
    const view = await viewOfficerDossier(work, officer, params.ma)
    const { dossier, service } = view
    const refusal = await viewRefusal(work, officer, view)
    if (!refusal?.asked) redirect(303, `/mot-cua/${dossier.code}`)
    const { who, established, maySign, asked } = refusal
    return {
      code: dossier.code,
      service: service.plainName,
      applicant: dossier.applicantName,
      clock: presentClock(dossier, work.now),
      who,
      established,
      maySign: maySign && view.permitted.includes('refuse'),
      mayDrop: (maySign || asked.isMine) && view.permitted.includes('drop_refusal'),
      asked: { ...asked, at: formatDateTime(asked.at) },
      requestKey: newId(),
      seenSeq: dossier.lastSeq,
      isFresh: hasFreshFactor(officer),
      parked: typed ? returnedForm(typed) : null,
    }
  })
}

const Key = { requestKey: z.uuid(), seenSeq: z.coerce.number().int() }

export const actions: Actions = {
  sign: (event) =>
    handleStaffForm(event, z.object(Key), async (key) => {
      const officer = requireCaseHandler(event.locals.actor)
      await perform(officer, async (work) =>
        signRefusal(work, officer, await getOfficerDossierId(work, officer, event.params.ma), key),
      )
      redirect(303, `/mot-cua/${event.params.ma}?xong=refuse`)
    }),
  drop: (event) =>
    handleStaffForm(
      event,
      z.object({ dropReason: DropRefusal.shape.reason, ...Key }),
      async ({ dropReason: reason, ...key }) => {
        const officer = requireCaseHandler(event.locals.actor)
        await perform(officer, async (work) => {
          const id = await getOfficerDossierId(work, officer, event.params.ma)
          await dropRefusal(work, officer, id, { reason }, key)
        })
        redirect(303, `/mot-cua/${event.params.ma}?xong=drop_refusal`)
      },
    ),
}
