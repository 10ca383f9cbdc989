import { redirect } from '@sveltejs/kit'
import { z } from 'zod'
import { Invite, invite, listInvitable, viewMeeting } from '#server/modules/meetings/index.ts'
import { filled } from '#server/platform/forms/filled.ts'
import { requireOfficer } from '#server/platform/web/guards.ts'
import { perform } from '#server/platform/work.ts'
import { handleStaffForm, parkedForm } from '#ui/form/staff-form.server.ts'
import { idOf, linesOf } from '../../present-meeting.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params, url, cookies }) => {
  const officer = requireOfficer(locals.actor)
  const id = idOf(params)
  const chosen = url.searchParams.get('co-quan') ?? ''
  return perform(officer, async (work) => {
    const { agencies, staff } = await listInvitable(work, officer, id, chosen)
    const { meeting, people } = await viewMeeting(work, officer, id)
    const invited = new Set(people.map(({ accountId }) => accountId))
    return {
      id,
      title: meeting.title,
      chosen,
      agencies: agencies.map(({ id, name }) => ({ value: id, label: name })),
      staff: staff.map(({ accountId, name, post }) => ({
        accountId,
        label: [name, post].filter(Boolean).join(', '),
        isInvited: invited.has(accountId),
      })),
      parked: await parkedForm({ url, cookies }, officer),
    }
  })
}

const text = z.string().max(4000).default('').transform(linesOf)
const InviteForm = z
  .object({
    agencyId: z.string().max(80).default(''),
    people: z.array(z.string()).default([]),
    heads: text,
    guests: text,
  })
  .pipe(filled(Invite))

export const actions: Actions = {
  default: (event) =>
    handleStaffForm(event, InviteForm, async (input) => {
      const officer = requireOfficer(event.locals.actor)
      const id = idOf(event.params)
      await perform(officer, (work) => invite(work, officer, id, input))
      redirect(303, `/hop/${id}?xong=invite`)
    }),
}
