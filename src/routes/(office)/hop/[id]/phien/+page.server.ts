import { redirect } from '@sveltejs/kit'
import { z } from 'zod'
import {
  CountStrangers,
  closeMeeting,
  countStrangers,
  MarkPerson,
  markPerson,
  nextItem,
  Substitute,
  staffToSend,
  startMeeting,
  substitute,
  viewSession,
} from '#server/modules/meetings/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import { requireOfficer } from '#server/platform/web/guards.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { m } from '#shared/messages/index.ts'
import { handleStaffForm, parkedForm } from '#ui/form/staff-form.server.ts'
import { idOf } from '../../present-meeting.server.ts'
import type { Actions, PageServerLoad } from './$types'
import { presentSession, presentStaff } from './present-session.server.ts'

export const load: PageServerLoad = async ({ locals, params, url, cookies }) => {
  const officer = requireOfficer(locals.actor)
  const id = idOf(params)
  return perform(officer, async (work) => {
    const session = await viewSession(work, officer, id)
    const whom = session.people.find((one) => one.id === url.searchParams.get('thay'))
    return {
      ...presentSession(session, work.now),
      /** Whose line is open to say who goes in their stead, and who may. */
      sending: whom && {
        id: whom.id,
        substitute: whom.substituteId ?? '',
        staff: presentStaff(await staffToSend(work, session, whom), whom),
      },
      /** Of whom it is open to say why they are absent. */
      telling: url.searchParams.get('vang') ?? '',
      done: m.meetings.session.done[url.searchParams.get('xong') ?? ''] ?? '',
      parked: await parkedForm({ url, cookies }, officer),
    }
  })
}

/** Reads one form, does it for the officer, then shows the page again where it was. */
function act<Input>(
  schema: z.ZodType<Input>,
  { done, at = '' }: { done: string; at?: string },
  task: (work: Work, officer: Officer, id: string, input: Input) => Promise<unknown>,
): Actions[string] {
  return (event) =>
    handleStaffForm(event, schema, async (input) => {
      const officer = requireOfficer(event.locals.actor)
      const id = idOf(event.params)
      await perform(officer, (work) => task(work, officer, id, input))
      redirect(303, `/hop/${id}/phien?xong=${done}${at}`)
    })
}

const Nothing = z.object({})
const people = '#diem-danh'

export const actions: Actions = {
  start: act(Nothing, { done: 'start' }, startMeeting),
  next: act(z.object({ from: z.union([z.literal(''), z.uuid()]) }), { done: 'next' }, nextItem),
  close: act(Nothing, { done: 'close' }, closeMeeting),
  mark: act(MarkPerson, { done: 'mark', at: people }, markPerson),
  substitute: act(Substitute, { done: 'substitute', at: people }, substitute),
  strangers: act(CountStrangers, { done: 'strangers', at: people }, countStrangers),
}
