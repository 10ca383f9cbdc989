import { error, redirect } from '@sveltejs/kit'
import {
  NoteSender,
  noteSender,
  openEntry,
  takeNoteBack,
  UnnoteSender,
  viewNotes,
} from '#server/modules/documents/index.ts'
import { isId } from '#server/platform/id.ts'
import { requireRole } from '#server/platform/web/guards.ts'
import { perform } from '#server/platform/work.ts'
import { formatDate, localDay } from '#shared/dates.ts'
import { m } from '#shared/messages/index.ts'
import { handleStaffForm, parkedForm } from '#ui/form/staff-form.server.ts'
import type { Actions, PageServerLoad } from './$types'

/** What the sender wrote of a document that came, to be noted by a clerk of the agency. */
export const load: PageServerLoad = async ({ locals, params, url, cookies }) => {
  const officer = requireRole(locals.actor, 'clerk')
  if (!isId(params.id)) error(404, { message: m.ui.errors.notFound.title })
  const words = m.documents.senderNotes
  return perform(officer, async (work) => {
    const { document, incoming } = await openEntry(work, officer, params.id)
    const { notes, isFollowed } = await viewNotes(work, officer, params.id)
    return {
      id: document.id,
      number: `${String(incoming.number).padStart(2, '0')}/${incoming.year}`,
      isFollowed,
      today: localDay(work.now),
      notes: notes.map(({ seq, kind, symbol, day }) => ({
        seq,
        words: words.note(words.changes[kind], symbol, formatDate(day)),
      })),
      parked: await parkedForm({ url, cookies }, officer),
    }
  })
}

const idOf = (params: { id: string }): string => {
  if (!isId(params.id)) error(404, { message: m.ui.errors.notFound.title })
  return params.id
}

export const actions: Actions = {
  note: (event) => {
    const officer = requireRole(event.locals.actor, 'clerk')
    const id = idOf(event.params)
    return handleStaffForm(event, NoteSender, async (input) => {
      await perform(officer, (work) => noteSender(work, officer, id, input))
      redirect(303, `/van-ban/den/${id}?xong=noi-gui`)
    })
  },
  undo: (event) => {
    const officer = requireRole(event.locals.actor, 'clerk')
    const id = idOf(event.params)
    return handleStaffForm(event, UnnoteSender, async (input) => {
      await perform(officer, (work) => takeNoteBack(work, officer, id, input))
      redirect(303, `/van-ban/den/${id}?xong=bo-noi-gui`)
    })
  },
}
