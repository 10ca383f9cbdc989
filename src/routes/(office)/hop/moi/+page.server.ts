import { redirect } from '@sveltejs/kit'
import { z } from 'zod'
import { CallMeeting, callMeeting, nextOfSeries, rhythms, whoMayRun } from '#server/modules/meetings/index.ts'
import { filled } from '#server/platform/forms/filled.ts'
import { isId, newId } from '#server/platform/id.ts'
import { requireDocumentHandler } from '#server/platform/rights.ts'
import { perform } from '#server/platform/work.ts'
import { formatTime, localDay } from '#shared/dates.ts'
import { m } from '#shared/messages/index.ts'
import { handleStaffForm, parkedForm } from '#ui/form/staff-form.server.ts'
import { agendaOf, readWhen, whenFields } from '../present-meeting.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url, cookies }) => {
  const officer = requireDocumentHandler(locals.actor)
  const follows = url.searchParams.get('tiep') ?? ''
  return perform(officer, async (work) => {
    const staff = await whoMayRun(work, officer)
    const next = isId(follows) ? await nextOfSeries(work, officer, follows) : undefined
    const [year = '', month = '', day = ''] = localDay(next?.startsAt ?? work.now).split('-')
    return {
      requestKey: newId(),
      follows: next?.meeting.id ?? '',
      followsTitle: next?.meeting.title ?? '',
      filled: {
        title: next?.meeting.title ?? '',
        place: next?.meeting.place ?? '',
        day,
        month,
        year,
        from: next ? formatTime(next.startsAt) : '14:00',
        to: next ? formatTime(next.endsAt) : '16:00',
        chair: next?.chair ?? staff[0]?.accountId ?? '',
        secretary: next?.secretary ?? officer.id,
        secrecy: next?.meeting.secrecy ?? 'internal',
        items: next ? m.meetings.call.reviewItem : '',
      },
      staff: staff.map(({ accountId, name, post }) => ({
        value: accountId,
        label: [name, post].filter(Boolean).join(', '),
      })),
      parked: await parkedForm({ url, cookies }, officer),
    }
  })
}

const NewMeeting = z
  .object({
    requestKey: z.uuid(),
    title: CallMeeting.shape.title,
    place: CallMeeting.shape.place,
    ...whenFields,
    chair: CallMeeting.shape.chair,
    secretary: CallMeeting.shape.secretary,
    secrecy: CallMeeting.shape.secrecy,
    rhythm: z.union([z.literal('').transform(() => undefined), z.enum(rhythms)]).optional(),
    follows: z.union([z.literal('').transform(() => undefined), z.uuid()]).optional(),
    items: z.string().max(8000).default('').transform(agendaOf),
  })
  .transform(({ day, from, to, ...rest }, context) => {
    const when = readWhen({ day, from, to }, context)
    return when ? { ...rest, ...when } : z.NEVER
  })
  .pipe(filled(CallMeeting))

export const actions: Actions = {
  default: (event) =>
    handleStaffForm(event, NewMeeting, async (input) => {
      const officer = requireDocumentHandler(event.locals.actor)
      const { id } = await perform(officer, (work) => callMeeting(work, officer, input))
      redirect(303, `/hop/${id}?xong=call`)
    }),
}
