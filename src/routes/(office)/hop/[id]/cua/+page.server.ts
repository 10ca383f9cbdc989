import { redirect } from '@sveltejs/kit'
import { confirmProposal, OneProposal, refuseProposal, viewDoor } from '#server/modules/meetings/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import { requireOfficer } from '#server/platform/web/guards.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { formatTime } from '#shared/dates.ts'
import { m } from '#shared/messages/index.ts'
import { handleStaffForm, parkedForm } from '#ui/form/staff-form.server.ts'
import { idOf } from '../../present-meeting.server.ts'
import type { Actions, PageServerLoad } from './$types'

const words = m.meetings.door

export const load: PageServerLoad = async ({ locals, params, url, cookies }) => {
  const officer = requireOfficer(locals.actor)
  const id = idOf(params)
  const view = await perform(officer, (work) => viewDoor(work, officer, id))
  const { meeting, people, isOpen, engine, enrolled, lost, proposals } = view
  const isClosedClass = meeting.secrecy === 'closed'
  return {
    id,
    title: meeting.title,
    isOpen,
    isClosedClass,
    /** Only where somebody could be recognised. */
    hasCamera: isOpen && !isClosedClass && engine.state === 'present' && enrolled > 0,
    engine,
    enrolled,
    invited: people.length,
    lost,
    proposals: proposals.map(({ id, name, seenAt, score }) => ({
      id,
      name,
      words: words.proposal(name, formatTime(seenAt), score),
    })),
    done: words.done[url.searchParams.get('xong') ?? ''] ?? '',
    parked: await parkedForm({ url, cookies }, officer),
  }
}

function decide(
  done: string,
  task: (work: Work, officer: Officer, id: string, input: { proposal: string }) => Promise<void>,
): Actions[string] {
  return (event) =>
    handleStaffForm(event, OneProposal, async (input) => {
      const officer = requireOfficer(event.locals.actor)
      const id = idOf(event.params)
      await perform(officer, (work) => task(work, officer, id, input))
      redirect(303, `/hop/${id}/cua?xong=${done}`)
    })
}

export const actions: Actions = {
  confirm: decide('confirm', confirmProposal),
  refuse: decide('refuse', refuseProposal),
}
