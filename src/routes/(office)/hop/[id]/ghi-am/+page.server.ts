import { redirect } from '@sveltejs/kit'
import { z } from 'zod'
import { canReadAac } from '#server/crafts/sound/ffmpeg.ts'
import {
  dropFile,
  endRecording,
  GiveUpRecording,
  giveUpRecording,
  listFiles,
  listRecordings,
  mostFileBytes,
  mostFileHours,
  viewMeeting,
} from '#server/modules/meetings/index.ts'
import { requireOfficer } from '#server/platform/web/guards.ts'
import { perform } from '#server/platform/work.ts'
import { formatDateTime } from '#shared/dates.ts'
import { clockOf } from '#shared/messages/files/sound-clock.ts'
import { handleStaffForm, parkedForm } from '#ui/form/staff-form.server.ts'
import { idOf } from '../../present-meeting.server.ts'
import type { Actions, PageServerLoad } from './$types'
import { presentFile } from './present-file.server.ts'

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
      mayRun,
      mayBring:
        mayRun &&
        meeting.secrecy !== 'closed' &&
        (meeting.state === 'running' || meeting.state === 'closed') &&
        !meeting.isSimulated,
      files: (await listFiles(work, officer, id)).map(presentFile),
      fileLimits: { bytes: mostFileBytes, hours: mostFileHours, readsAac: canReadAac() },
      recordings: recordings.map((one) => ({
        id: one.id,
        track: one.track,
        personName: one.personName,
        machine: one.machine,
        begunAt: formatDateTime(one.begunAt),
        length: clockOf(one.lengthMs / 1000),
        state: one.state,
        missing: one.missing,
        givenUpReason: one.givenUpReason,
        gaps: one.gaps.map(({ fromMs, toMs, missing }) => ({
          from: clockOf(fromMs / 1000),
          to: clockOf(toMs / 1000),
          missing,
        })),
        damaged: one.damaged,
        isHeard: one.isHeard && one.taken > 0,
      })),
      parked: await parkedForm({ url, cookies }, officer),
    }
  })
}

const OfRecording = z.strictObject({ recording: z.uuid() })
const GiveUpForm = GiveUpRecording.extend({ recording: z.uuid() })

const OfFile = z.strictObject({ file: z.uuid() })

export const actions: Actions = {
  drop: (event) =>
    handleStaffForm(event, OfFile, async ({ file }) => {
      const officer = requireOfficer(event.locals.actor)
      const id = idOf(event.params)
      await perform(officer, (work) => dropFile(work, officer, id, file))
      redirect(303, `/hop/${id}/ghi-am`)
    }),
  end: (event) =>
    handleStaffForm(event, OfRecording, async ({ recording }) => {
      const officer = requireOfficer(event.locals.actor)
      const id = idOf(event.params)
      await perform(officer, (work) => endRecording(work, officer, id, recording, {}))
      redirect(303, `/hop/${id}/ghi-am`)
    }),
  giveUp: (event) =>
    handleStaffForm(event, GiveUpForm, async ({ recording, reason }) => {
      const officer = requireOfficer(event.locals.actor)
      const id = idOf(event.params)
      await perform(officer, (work) => giveUpRecording(work, officer, id, recording, { reason }))
      redirect(303, `/hop/${id}/ghi-am`)
    }),
}
