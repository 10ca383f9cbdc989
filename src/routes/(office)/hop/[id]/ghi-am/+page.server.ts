import { redirect } from '@sveltejs/kit'
import { z } from 'zod'
import { EndRecording, endRecording, listRecordings, viewMeeting } from '#server/modules/meetings/index.ts'
import { requireOfficer } from '#server/platform/web/guards.ts'
import { perform } from '#server/platform/work.ts'
import { formatDateTime } from '#shared/dates.ts'
import { clockOf } from '#shared/messages/files/sound-clock.ts'
import { handleStaffForm, parkedForm } from '#ui/form/staff-form.server.ts'
import { idOf } from '../../present-meeting.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params, url, cookies }) => {
  const officer = requireOfficer(locals.actor)
  const id = idOf(params)
  return perform(officer, async (work) => {
    const { meeting, mayRun, mine } = await viewMeeting(work, officer, id)
    const recordings = await listRecordings(work, officer, id)
    const isRecorded = meeting.secrecy !== 'closed' && meeting.state === 'running' && !meeting.isSimulated
    return {
      id,
      title: meeting.title,
      isClosedClass: meeting.secrecy === 'closed',
      isRecorded,
      tracks: isRecorded
        ? [...(mayRun ? (['room'] as const) : []), ...(mine ? (['person'] as const) : [])]
        : [],
      recordings: recordings.map((one) => {
        const all = one.chunks ?? (one.lastNumber ?? -1) + 1
        return {
          id: one.id,
          track: one.track,
          personName: one.personName,
          begunAt: formatDateTime(one.begunAt),
          length: clockOf(one.lengthMs / 1000),
          isOver: one.endedAt !== null,
          missing: all - one.taken,
          damaged: one.damaged,
          all,
        }
      }),
      parked: await parkedForm({ url, cookies }, officer),
    }
  })
}

const EndForm = EndRecording.extend({ recording: z.uuid() })

export const actions: Actions = {
  end: (event) =>
    handleStaffForm(event, EndForm, async ({ recording, chunks }) => {
      const officer = requireOfficer(event.locals.actor)
      const id = idOf(event.params)
      await perform(officer, (work) => endRecording(work, officer, id, recording, { chunks }))
      redirect(303, `/hop/${id}/ghi-am`)
    }),
}
