import { redirect } from '@sveltejs/kit'
import { ConfirmMailbox, confirmMailbox, listMailboxesFor } from '#server/modules/documents/index.ts'
import { requireRole } from '#server/platform/web/guards.ts'
import { perform } from '#server/platform/work.ts'
import { formatDateTime } from '#shared/dates.ts'
import { m } from '#shared/messages/index.ts'
import { handleStaffForm, parkedForm } from '#ui/form/staff-form.server.ts'
import type { Actions, PageServerLoad } from './$types'

const words = m.documents.mailboxes

export const load: PageServerLoad = async ({ locals, url, cookies }) => {
  const officer = requireRole(locals.actor, 'administrator')
  const mailboxes = await perform(officer, (work) => listMailboxesFor(work, officer))
  return {
    mailboxes: mailboxes.map(({ agencyId, agency, host, port, secure, active, changedAt, confirmedAt }) => ({
      agencyId,
      agency,
      host,
      port,
      place: [`${host}:${port}`, ...(secure ? [] : [words.plain])].join(', '),
      said: formatDateTime(changedAt),
      isConfirmed: confirmedAt !== null,
      state: [
        confirmedAt ? words.confirmed(formatDateTime(confirmedAt)) : words.waiting,
        ...(active ? [] : [words.off]),
      ].join('. '),
    })),
    done: words.done[url.searchParams.get('xong') ?? ''] ?? '',
    parked: await parkedForm({ url, cookies }, officer),
  }
}

export const actions: Actions = {
  confirm: (event) =>
    handleStaffForm(event, ConfirmMailbox, async (input) => {
      const officer = requireRole(event.locals.actor, 'administrator')
      await perform(officer, (work) => confirmMailbox(work, officer, input))
      redirect(303, `/quan-tri/hop-thu?xong=${input.isConfirmed}`)
    }),
}
