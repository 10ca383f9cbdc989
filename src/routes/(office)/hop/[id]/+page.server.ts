import { fail, redirect } from '@sveltejs/kit'
import { z } from 'zod'
import {
  addPaper,
  CancelMeeting,
  cancelMeeting,
  dropItem,
  listOutcomes,
  PutItem,
  putItem,
  raiseItem,
  removePaper,
  Substitute,
  staffToSend,
  substitute,
  uninvite,
  viewMeeting,
  writeMinutes,
} from '#server/modules/meetings/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import { receiveFile } from '#server/platform/files/index.ts'
import { readUploads } from '#server/platform/forms/read-post.ts'
import { requireOfficer } from '#server/platform/web/guards.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { m } from '#shared/messages/index.ts'
import { Refusal } from '#shared/refusal.ts'
import { handleStaffForm, parkedForm } from '#ui/form/staff-form.server.ts'
import { idOf } from '../present-meeting.server.ts'
import type { Actions, PageServerLoad } from './$types'
import { presentOutcomes, presentView } from './present-view.server.ts'

export const load: PageServerLoad = async ({ locals, params, url, cookies }) => {
  const officer = requireOfficer(locals.actor)
  const id = idOf(params)
  return perform(officer, async (work) => {
    const view = await viewMeeting(work, officer, id)
    return {
      ...presentView(view, work.now),
      outcomes: presentOutcomes(await listOutcomes(work, officer, id), work.now),
      toSend: view.meeting.state === 'called' ? await staffToSend(work, view, view.mine) : [],
      done: m.meetings.done[url.searchParams.get('xong') ?? ''] ?? '',
      parked: await parkedForm({ url, cookies }, officer),
    }
  })
}

/** Reads one form, does it for the officer, then shows the page again with what was done. */
function act<Input>(
  schema: z.ZodType<Input>,
  done: string,
  task: (work: Work, officer: Officer, id: string, input: Input) => Promise<unknown>,
): Actions[string] {
  return (event) =>
    handleStaffForm(event, schema, async (input) => {
      const officer = requireOfficer(event.locals.actor)
      const id = idOf(event.params)
      await perform(officer, (work) => task(work, officer, id, input))
      redirect(303, `/hop/${id}?xong=${done}`)
    })
}

const ItemForm = PutItem.extend({
  id: z.union([z.literal('').transform(() => undefined), z.uuid()]).optional(),
})
const One = z.object({ one: z.uuid() })

export const actions: Actions = {
  cancel: act(CancelMeeting, 'cancel', cancelMeeting),
  item: act(ItemForm, 'agenda', putItem),
  drop: act(One, 'agenda', (work, officer, id, { one }) => dropItem(work, officer, id, one)),
  raise: act(One, 'agenda', (work, officer, id, { one }) => raiseItem(work, officer, id, one)),
  uninvite: act(One, 'uninvite', (work, officer, id, { one }) => uninvite(work, officer, id, one)),
  substitute: act(Substitute, 'substitute', substitute),
  unpaper: act(One, 'unpaper', (work, officer, id, { one }) => removePaper(work, officer, id, one)),
  minutes: (event) =>
    handleStaffForm(event, z.object({}), async () => {
      const officer = requireOfficer(event.locals.actor)
      const id = idOf(event.params)
      const { documentId } = await perform(officer, (work) => writeMinutes(work, officer, id))
      redirect(303, `/van-ban/${documentId}?xong=draft`)
    }),
  paper: async ({ request, locals, params }) => {
    const officer = requireOfficer(locals.actor)
    const id = idOf(params)
    let file: Awaited<ReturnType<typeof receiveFile>> | undefined
    const refuse = (status: number, words: string) =>
      fail(status, { issues: { file: [words] }, refusal: null, details: {}, values: {} })
    try {
      // Whoever may not add one sends nothing into the store.
      const { mayRun } = await perform(officer, (work) => viewMeeting(work, officer, id))
      const post = await readUploads(request, async ({ name, source }) => {
        if (file || !mayRun) source.resume()
        else file = await receiveFile(officer, { name, source, signal: request.signal })
      })
      if (post.refused) throw post.refused
      const brought = file
      if (mayRun && !brought) return refuse(422, m.meetings.papers.noFile)
      const item = z.uuid().safeParse(post.fields.find(([name]) => name === 'item')?.[1]).data
      await perform(officer, (work) => addPaper(work, officer, id, brought ?? nothing, item))
    } catch (failure) {
      if (!(failure instanceof Refusal)) throw failure
      return refuse(failure.status, m.refusal(failure.code, failure.details))
    }
    redirect(303, `/hop/${id}?xong=paper`)
  },
}

/** What is handed on where nothing was taken in: refused before it is looked at. */
const nothing = { name: '', sha256: '', size: 0, mediaType: '' }
