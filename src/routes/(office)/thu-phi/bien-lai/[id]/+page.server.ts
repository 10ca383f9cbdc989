import { error, redirect } from '@sveltejs/kit'
import { z } from 'zod'
import { cancelReceipt, getReceipt, replaceReceipt } from '#server/modules/payments/index.ts'
import { isId } from '#server/platform/id.ts'
import { requireRole } from '#server/platform/web/guards.ts'
import { perform } from '#server/platform/work.ts'
import { formatDate } from '#shared/dates.ts'
import { printedText } from '#shared/form/show/printed-text.ts'
import { m } from '#shared/messages/index.ts'
import { handleStaffForm, parkedForm } from '#ui/form/staff-form.server.ts'
import type { Actions, PageServerLoad } from './$types'

const words = m.payments.finance

export const load: PageServerLoad = async ({ locals, params, url, cookies }) => {
  const officer = requireRole(locals.actor, 'finance')
  if (!isId(params.id)) error(404, { message: m.ui.errors.notFound.title })
  return perform(officer, async (work) => {
    const receipt = await getReceipt(work, params.id)
    return {
      id: receipt.id,
      number: `${receipt.series} ${receipt.number}`,
      issuedOn: formatDate(receipt.issuedOn),
      amount: receipt.amount,
      items: receipt.items.map(({ title, name, amount }) => ({ title, name, amount })),
      channel: words.channels[receipt.channel] ?? receipt.channel,
      state: receipt.state,
      stateWords: words.receipts.states[receipt.state] ?? receipt.state,
      reason: receipt.reason ?? '',
      parked: await parkedForm({ url, cookies }, officer),
    }
  })
}

const Reason = z.object({ reason: printedText({ min: 5, max: 500 }) })

export const actions: Actions = {
  huy: async (event) =>
    handleStaffForm(event, Reason, async (given) => {
      const officer = requireRole(event.locals.actor, 'finance')
      await perform(officer, (work) => cancelReceipt(work, officer, event.params.id, given))
      redirect(303, '/thu-phi/bien-lai?xong=huy')
    }),
  thay: async (event) =>
    handleStaffForm(event, Reason, async (given) => {
      const officer = requireRole(event.locals.actor, 'finance')
      await perform(officer, (work) => replaceReceipt(work, officer, event.params.id, given))
      redirect(303, '/thu-phi/bien-lai?xong=thay')
    }),
}
