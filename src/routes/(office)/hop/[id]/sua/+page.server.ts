import { redirect } from '@sveltejs/kit'
import { z } from 'zod'
import { MeetingHead, moveMeeting, viewMeeting, whoMayRunOf } from '#server/modules/meetings/index.ts'
import { requireOfficer } from '#server/platform/web/guards.ts'
import { perform } from '#server/platform/work.ts'
import { formatTime, localDay } from '#shared/dates.ts'
import { handleStaffForm, parkedForm } from '#ui/form/staff-form.server.ts'
import { idOf, readWhen, whenFields } from '../../present-meeting.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params, url, cookies }) => {
  const officer = requireOfficer(locals.actor)
  const id = idOf(params)
  return perform(officer, async (work) => {
    const staff = await whoMayRunOf(work, officer, id)
    const { meeting, people } = await viewMeeting(work, officer, id)
    const [year = '', month = '', day = ''] = localDay(meeting.startsAt).split('-')
    const account = (part: string) => people.find((one) => one.part === part)?.accountId ?? ''
    return {
      id,
      title: meeting.title,
      filled: {
        title: meeting.title,
        place: meeting.place,
        day,
        month,
        year,
        from: formatTime(meeting.startsAt),
        to: formatTime(meeting.endsAt),
        chair: account('chair'),
        secretary: account('secretary'),
      },
      staff: staff.map(({ accountId, name, post }) => ({
        value: accountId,
        label: [name, post].filter(Boolean).join(', '),
      })),
      parked: await parkedForm({ url, cookies }, officer),
    }
  })
}

const Changed = z
  .object({
    title: MeetingHead.shape.title,
    place: MeetingHead.shape.place,
    ...whenFields,
    chair: MeetingHead.shape.chair,
    secretary: MeetingHead.shape.secretary,
  })
  .transform(({ day, from, to, ...rest }, context) => {
    const when = readWhen({ day, from, to }, context)
    return when ? { ...rest, ...when } : z.NEVER
  })
  .pipe(MeetingHead)

export const actions: Actions = {
  default: (event) =>
    handleStaffForm(event, Changed, async (input) => {
      const officer = requireOfficer(event.locals.actor)
      const id = idOf(event.params)
      await perform(officer, (work) => moveMeeting(work, officer, id, input))
      redirect(303, `/hop/${id}?xong=change`)
    }),
}
