import { redirect } from '@sveltejs/kit'
import { z } from 'zod'
import { requireCaseHandler } from '#server/platform/rights.ts'
import { localDay, parseVietnameseDate } from '#shared/dates.ts'
import { handleStaffForm, parkedForm } from '#ui/form/staff-form.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url, cookies }) => {
  const officer = requireCaseHandler(locals.actor)
  const today = localDay(new Date())
  return { first: `${today.slice(0, 8)}01`, today, parked: await parkedForm({ url, cookies }, officer) }
}

/** A day as its three boxes post it. */
const Day = z
  .object({ day: z.string().max(40), month: z.string().max(20), year: z.string().max(20) })
  .transform((typed, context) => {
    const day = parseVietnameseDate(typed)
    if (day.ok) return day.day
    context.addIssue({ code: 'custom', message: day.message })
    return z.NEVER
  })

export const actions: Actions = {
  default: (event) =>
    handleStaffForm(
      event,
      z.object({ from: Day, to: Day, as: z.enum(['pdf', 'csv']) }),
      async ({ from, to, as }) => {
        requireCaseHandler(event.locals.actor)
        redirect(303, `/mot-cua/so-theo-doi/tai/so.${as}?from=${from}&to=${to}`)
      },
    ),
}
