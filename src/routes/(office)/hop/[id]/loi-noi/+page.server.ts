import { redirect } from '@sveltejs/kit'
import { z } from 'zod'
import {
  JoinSegments,
  joinSegments,
  OneSegment,
  removeSegment,
  restoreSegment,
  TakeSpoken,
  takeSpoken,
  viewHearing,
  viewTranscript,
  WriteSegment,
  writeSegment,
} from '#server/modules/meetings/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import { requireOfficer } from '#server/platform/web/guards.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { m } from '#shared/messages/index.ts'
import { handleStaffForm, parkedForm } from '#ui/form/staff-form.server.ts'
import { idOf } from '../../present-meeting.server.ts'
import type { Actions, PageServerLoad } from './$types'
import { presentTranscript } from './present-transcript.server.ts'

const Asked = z.object({
  muc: z.uuid().optional().catch(undefined),
  tu: z.coerce.number().int().min(0).max(100_000).optional().catch(undefined),
  /** A segment to be shown, or to be corrected. */
  loi: z.uuid().optional().catch(undefined),
  sua: z.uuid().optional().catch(undefined),
})

export const load: PageServerLoad = async ({ locals, params, url, cookies }) => {
  const officer = requireOfficer(locals.actor)
  const id = idOf(params)
  const { muc, tu, loi, sua } = Asked.parse(Object.fromEntries(url.searchParams))
  return perform(officer, async (work) => {
    const view = await viewTranscript(work, officer, id, { item: muc, from: tu, segment: sua ?? loi })
    const progress = await viewHearing(work, officer, id)
    return {
      ...presentTranscript(view, progress, { isEditing: sua !== undefined }),
      done: m.meetings.transcript.done[url.searchParams.get('xong') ?? ''] ?? '',
      parked: await parkedForm({ url, cookies }, officer),
    }
  })
}

/** Reads one form, does it for the officer, then shows the page again where it was. */
function act<Input extends { segmentId: string }>(
  schema: z.ZodType<Input>,
  done: string,
  task: (work: Work, officer: Officer, id: string, input: Input) => Promise<void>,
): Actions[string] {
  return (event) =>
    handleStaffForm(event, schema, async (input) => {
      const officer = requireOfficer(event.locals.actor)
      const id = idOf(event.params)
      await perform(officer, (work) => task(work, officer, id, input))
      redirect(303, `/hop/${id}/loi-noi?xong=${done}&loi=${input.segmentId}#loi-${input.segmentId}`)
    })
}

export const actions: Actions = {
  write: act(WriteSegment, 'write', writeSegment),
  join: act(JoinSegments, 'join', joinSegments),
  remove: act(OneSegment, 'remove', removeSegment),
  restore: act(OneSegment, 'restore', restoreSegment),
  take: (event) =>
    handleStaffForm(event, TakeSpoken, async (input) => {
      const officer = requireOfficer(event.locals.actor)
      const id = idOf(event.params)
      await perform(officer, (work) => takeSpoken(work, officer, id, input))
      redirect(303, `/hop/${id}/ket-luan?xong=spoken#cau`)
    }),
}
