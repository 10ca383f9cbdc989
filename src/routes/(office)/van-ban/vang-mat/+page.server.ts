import { redirect } from '@sveltejs/kit'
import { z } from 'zod'
import { EnterAbsence, endAbsence, enterAbsence, listAbsences } from '#server/modules/documents/index.ts'
import { listStaffOf, namesOfStaff } from '#server/modules/identity/index.ts'
import { requireDocumentHandler } from '#server/platform/rights.ts'
import { perform } from '#server/platform/work.ts'
import { formatDate, localDay } from '#shared/dates.ts'
import { handleStaffForm, parkedForm } from '#ui/form/staff-form.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url, cookies }) => {
  const officer = requireDocumentHandler(locals.actor)
  const mayForOthers = officer.roles.includes('clerk') || officer.roles.includes('leader')
  return perform(officer, async (work) => {
    const absences = await listAbsences(work, officer)
    const names = await namesOfStaff(
      work,
      absences.flatMap(({ accountId, standIn }) => [accountId, standIn ?? accountId]),
    )
    const staff = await listStaffOf(work, officer.agencyId)
    const options = staff.map(({ id, name }) => ({ value: id, label: name }))
    return {
      absences: absences.map(({ id, accountId, fromOn, toOn, standIn, reason, mayEnd }) => ({
        id,
        who: names.get(accountId) ?? '',
        days: { from: formatDate(fromOn), to: formatDate(toOn) },
        standIn: standIn ? (names.get(standIn) ?? '') : '',
        reason,
        mayEnd,
      })),
      people: mayForOthers ? options : options.filter(({ value }) => value === officer.id),
      standIns: options,
      me: officer.id,
      today: localDay(work.now),
      done: url.searchParams.get('xong') ?? '',
      parked: await parkedForm({ url, cookies }, officer),
    }
  })
}

export const actions: Actions = {
  enter: (event) => {
    const officer = requireDocumentHandler(event.locals.actor)
    return handleStaffForm(event, EnterAbsence, async (input) => {
      await perform(officer, (work) => enterAbsence(work, officer, input))
      redirect(303, '/van-ban/vang-mat?xong=enter')
    })
  },
  end: (event) => {
    const officer = requireDocumentHandler(event.locals.actor)
    return handleStaffForm(event, z.object({ id: z.uuid() }), async ({ id }) => {
      await perform(officer, (work) => endAbsence(work, officer, id))
      redirect(303, '/van-ban/vang-mat?xong=end')
    })
  },
}
