import { redirect } from '@sveltejs/kit'
import { z } from 'zod'
import {
  AllowListener,
  allowListener,
  EndListener,
  endListening,
  viewListening,
} from '#server/modules/meetings/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import { requireOfficer } from '#server/platform/web/guards.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { m } from '#shared/messages/index.ts'
import { handleStaffForm, parkedForm } from '#ui/form/staff-form.server.ts'
import { idOf } from '../../present-meeting.server.ts'
import type { Actions, PageServerLoad } from './$types'
import { presentListening } from './present-listening.server.ts'

const Asked = z.object({
  ban: z.uuid().optional().catch(undefined),
  muc: z.uuid().optional().catch(undefined),
  tu: z.coerce.number().int().min(0).max(20_000).catch(0),
  /** From which millisecond of the recording. */
  luc: z.coerce.number().int().min(0).max(2_000_000_000).optional().catch(undefined),
})

export const load: PageServerLoad = async ({ locals, params, url, cookies }) => {
  const officer = requireOfficer(locals.actor)
  const id = idOf(params)
  const { ban, muc, tu, luc } = Asked.parse(Object.fromEntries(url.searchParams))
  return perform(officer, async (work) => {
    const view = await viewListening(work, officer, id, { recording: ban })
    return {
      ...presentListening(view, { item: muc, from: tu, ms: luc }),
      done: m.meetings.listening.done[url.searchParams.get('xong') ?? ''] ?? '',
      parked: await parkedForm({ url, cookies }, officer),
    }
  })
}

/** Reads one form, does it for the officer, then shows the page again with what was done. */
function act<Input>(
  schema: z.ZodType<Input>,
  done: string,
  task: (work: Work, officer: Officer, id: string, input: Input) => Promise<void>,
): Actions[string] {
  return (event) =>
    handleStaffForm(event, schema, async (input) => {
      const officer = requireOfficer(event.locals.actor)
      const id = idOf(event.params)
      await perform(officer, (work) => task(work, officer, id, input))
      redirect(303, `/hop/${id}/nghe?xong=${done}`)
    })
}

export const actions: Actions = {
  allow: act(AllowListener, 'allow', allowListener),
  end: act(EndListener, 'end', endListening),
}
