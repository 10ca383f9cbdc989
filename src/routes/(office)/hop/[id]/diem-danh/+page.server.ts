import { redirect } from '@sveltejs/kit'
import { z } from 'zod'
import { openRoll, SayPresent, sayPresent, viewRoll } from '#server/modules/meetings/index.ts'
import { config } from '#server/platform/config.ts'
import { requireOfficer } from '#server/platform/web/guards.ts'
import { perform } from '#server/platform/work.ts'
import { handleStaffForm, parkedForm } from '#ui/form/staff-form.server.ts'
import { drawQr } from '#ui/show/draw-qr.server.ts'
import { idOf } from '../../present-meeting.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params, url, cookies }) => {
  const officer = requireOfficer(locals.actor)
  const id = idOf(params)
  const { meeting, mayRun, mine, state, roll, isOpen } = await perform(officer, (work) =>
    viewRoll(work, officer, id),
  )
  return {
    id,
    title: meeting.title,
    mayRun,
    isOpen,
    isInvited: mine !== undefined,
    state: state ?? ('none' as const),
    code: url.searchParams.get('ma')?.slice(0, 40) ?? '',
    isDone: url.searchParams.get('xong') === 'co-mat',
    roll: roll
      ? { pin: roll.pin, qr: drawQr(`${config.ORIGIN}/hop/${id}/diem-danh?ma=${roll.code}`) }
      : undefined,
    parked: await parkedForm({ url, cookies }, officer),
  }
}

export const actions: Actions = {
  open: (event) =>
    handleStaffForm(event, z.object({}), async () => {
      const officer = requireOfficer(event.locals.actor)
      const id = idOf(event.params)
      await perform(officer, (work) => openRoll(work, officer, id))
      redirect(303, `/hop/${id}/diem-danh`)
    }),
  here: (event) =>
    handleStaffForm(event, SayPresent, async (said) => {
      const officer = requireOfficer(event.locals.actor)
      const id = idOf(event.params)
      await sayPresent(officer, id, said)
      redirect(303, `/hop/${id}/diem-danh?xong=co-mat`)
    }),
}
