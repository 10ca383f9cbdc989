import { redirect } from '@sveltejs/kit'
import { z } from 'zod'
import { listAgencies } from '#server/modules/agencies/index.ts'
import { listServices } from '#server/modules/catalogue/index.ts'
import { enterAccount } from '#server/modules/payments/index.ts'
import { requireRole } from '#server/platform/web/guards.ts'
import { perform } from '#server/platform/work.ts'
import { localDay, parseVietnameseDate } from '#shared/dates.ts'
import { m } from '#shared/messages/index.ts'
import { compareTexts } from '#shared/text/index.ts'
import { handleStaffForm, parkedForm } from '#ui/form/staff-form.server.ts'
import { agencyOptions } from '../../../agency-options.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = ({ locals, url, cookies }) => {
  const officer = requireRole(locals.actor, 'administrator')
  return perform(officer, async (work) => ({
    agencies: agencyOptions(await listAgencies(work, localDay(work.now))),
    fees: feeOptions(await listServices(work)),
    parked: await parkedForm({ url, cookies }, officer),
  }))
}

/** Each fee there is, by its key: one key may stand for several names. */
function feeOptions(services: Awaited<ReturnType<typeof listServices>>) {
  const names = new Map<string, Set<string>>()
  for (const { key, name } of services.flatMap(({ fees }) => fees)) {
    names.set(key, (names.get(key) ?? new Set()).add(name))
  }
  const options = [...names].map(([value, of]) => ({ value, label: words.feeNames([...of], value) }))
  return options.sort((a, b) => compareTexts(a.label, b.label))
}

const words = m.payments.administration.accounts

/** A day in three boxes, all empty for today. */
const From = z
  .object({ day: z.string().max(2), month: z.string().max(2), year: z.string().max(4) })
  .optional()
  .transform((boxes, context) => {
    if (!boxes || (!boxes.day && !boxes.month && !boxes.year)) return localDay(new Date())
    const parsed = parseVietnameseDate(`${boxes.day}/${boxes.month}/${boxes.year}`)
    if (parsed.ok) return parsed.day
    context.addIssue({ code: 'custom', message: m.administration.accounts.one.date })
    return z.NEVER
  })

const NewAccount = z.object({
  agencyId: z
    .string()
    .min(1, { error: () => m.ui.form.choice })
    .max(100),
  bin: z
    .string()
    .trim()
    .regex(/^\d{6}$/, { error: () => words.binWrong }),
  number: z
    .string()
    .transform((text) => text.replace(/[\s.]/g, ''))
    .pipe(z.string().regex(/^[\dA-Za-z]{1,19}$/, { error: () => words.numberWrong })),
  holder: z
    .string()
    .trim()
    .min(1, { error: () => m.ui.form.required })
    .max(100),
  fee: z.string().trim().max(120),
  validFrom: From,
})

export const actions: Actions = {
  default: (event) =>
    handleStaffForm(event, NewAccount, async ({ fee, ...account }) => {
      const officer = requireRole(event.locals.actor, 'administrator')
      await perform(officer, async (work) => {
        await enterAccount(work, officer, { ...account, fee: fee === '' ? null : fee })
      })
      redirect(303, `/quan-tri/thanh-toan/tai-khoan?co-quan=${encodeURIComponent(account.agencyId)}`)
    }),
}
