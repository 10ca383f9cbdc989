import { redirect } from '@sveltejs/kit'
import { z } from 'zod'
import {
  askTime,
  assignDocument,
  closeIncoming,
  giveBack,
  handOn,
  incomingNotFound,
  Progress,
  Reason,
  refuseTime,
  reopenIncoming,
  reportProgress,
  setTime,
} from '#server/modules/documents/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import { requireDocumentHandler } from '#server/platform/rights.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { m } from '#shared/messages/index.ts'
import { handleStaffForm, parkedForm } from '#ui/form/staff-form.server.ts'
import { assignedOf } from '../../assigned.server.ts'
import { AssignForm, HandOnForm, MoreTimeForm, TermForm } from '../../assigned-fields.server.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

export const load: PageServerLoad = async ({ locals, params, url, cookies, setHeaders }) => {
  const officer = requireDocumentHandler(locals.actor)
  setHeaders({ 'cache-control': 'no-store' })
  const id = idOf(params)
  return perform(officer, async (work) => ({
    assigned: await assignedOf(work, officer, id),
    done: m.documents.assign.done[url.searchParams.get('xong') ?? ''],
    parked: await parkedForm({ url, cookies }, officer),
  }))
}

export const actions: Actions = {
  assign: act('assign', AssignForm, assignDocument),
  handOn: act('handOn', HandOnForm, handOn),
  progress: act('progress', Progress, reportProgress),
  giveBack: act('giveBack', Reason, giveBack),
  askTime: act('askTime', MoreTimeForm, askTime),
  setTime: act('setTime', TermForm, setTime),
  refuseTime: act('refuseTime', z.object({}), refuseTime),
  close: act('close', Reason, closeIncoming),
  reopen: act('reopen', Reason, reopenIncoming),
}

function act<Input>(
  name: string,
  schema: z.ZodType<Input>,
  run: (work: Work, officer: Officer, id: string, input: Input) => Promise<void>,
) {
  return (event: RequestEvent) =>
    handleStaffForm(event, schema, async (input) => {
      const officer = requireDocumentHandler(event.locals.actor)
      const id = idOf(event.params)
      await perform(officer, (work) => run(work, officer, id, input))
      redirect(303, `/van-ban/viec/${id}?xong=${name}`)
    })
}

function idOf(params: { id: string }): string {
  if (!z.uuid().safeParse(params.id).success) throw incomingNotFound()
  return params.id
}
