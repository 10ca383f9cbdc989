import { redirect } from '@sveltejs/kit'
import {
  lastDayOfPaper,
  listCollectors,
  listReceipts,
  SetCollector,
  setCollector,
} from '#server/modules/payments/index.ts'
import { isId } from '#server/platform/id.ts'
import { requireRole } from '#server/platform/web/guards.ts'
import { perform } from '#server/platform/work.ts'
import { formatDate, isLocalDay, localDay } from '#shared/dates.ts'
import { m } from '#shared/messages/index.ts'
import { handleStaffForm, parkedForm } from '#ui/form/staff-form.server.ts'
import type { Actions, PageServerLoad } from './$types'

const words = m.payments.finance

/** The receipts of the officer's agencies, and under which tax code they are issued. */
export const load: PageServerLoad = async ({ locals, url, cookies }) => {
  const officer = requireRole(locals.actor, 'finance')
  return perform(officer, async (work) => {
    const today = localDay(work.now)
    const read = (name: string, otherwise: string) => {
      const typed = url.searchParams.get(name) ?? ''
      return isLocalDay(typed) ? typed : otherwise
    }
    const to = read('den', today)
    const from = read('tu', `${to.slice(0, 8)}01`)
    const after = url.searchParams.get('sau') ?? ''
    const found = await listReceipts(work, officer, { from, to, after: isId(after) ? after : undefined })
    return {
      from,
      to,
      today,
      next: found.next,
      rows: found.receipts.map(({ id, series, number, issuedOn, amount, channel, state }) => ({
        id,
        number: `${series} ${number}`,
        issuedOn: formatDate(issuedOn),
        amount,
        channel: words.channels[channel] ?? channel,
        state: words.receipts.states[state] ?? state,
      })),
      counts: found.counts.map(({ channel, issued, ended, amount }) =>
        words.receipts.count(words.channels[channel] ?? channel, issued, ended, amount),
      ),
      paper:
        today <= lastDayOfPaper ? words.receipts.paper(formatDate(lastDayOfPaper)) : words.receipts.noPaper,
      collectors: (await listCollectors(work, officer)).map(({ taxCode, letters, validFrom }) => ({
        taxCode,
        letters,
        from: formatDate(validFrom),
      })),
      done: words.receipts.done[url.searchParams.get('xong') ?? ''] ?? '',
      parked: await parkedForm({ url, cookies }, officer),
    }
  })
}

export const actions: Actions = {
  thu: async (event) =>
    handleStaffForm(event, SetCollector, async (given) => {
      const officer = requireRole(event.locals.actor, 'finance')
      await perform(officer, (work) => setCollector(work, officer, given))
      redirect(303, '/thu-phi/bien-lai?xong=thu')
    }),
}
