import { error, fail, redirect } from '@sveltejs/kit'
import { decideDisposal, findClass, viewDisposal } from '#server/modules/documents/index.ts'
import { namesOfStaff } from '#server/modules/identity/index.ts'
import { readPost } from '#server/platform/forms/read-post.ts'
import { isId } from '#server/platform/id.ts'
import { requireDocumentHandler } from '#server/platform/rights.ts'
import { perform } from '#server/platform/work.ts'
import { formatDate, formatDateTime } from '#shared/dates.ts'
import { m } from '#shared/messages/index.ts'
import { Refusal } from '#shared/refusal.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

const words = m.documents.workFiles.disposal

/** One list of work files to be destroyed, and what was decided of it. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
  const officer = requireDocumentHandler(locals.actor)
  if (!isId(params.id)) error(404, { message: m.ui.errors.notFound.title })
  return perform(officer, async (work) => {
    const { disposal, items } = await viewDisposal(work, params.id)
    const people = [disposal.proposedBy, ...(disposal.decidedBy ? [disposal.decidedBy] : [])]
    const names = await namesOfStaff(work, people)
    const { decidedBy, decidedAt, isApproved } = disposal
    return {
      reason: disposal.reason,
      why: disposal.why ?? '',
      proposed: words.proposed(names.get(disposal.proposedBy) ?? '', formatDateTime(disposal.proposedAt)),
      decided:
        decidedBy && decidedAt
          ? words.decided(names.get(decidedBy) ?? '', formatDateTime(decidedAt), isApproved === true)
          : '',
      mayDecide: !decidedAt && officer.roles.includes('leader') && disposal.proposedBy !== officer.id,
      whoDecides: decidedAt ? '' : disposal.proposedBy === officer.id ? words.own : words.forLeader,
      items: items.map((item) => ({
        id: item.id,
        code: item.code,
        title: item.title,
        documents: item.documents,
        retention: findClass(item.retention)?.name ?? item.retention,
        until: item.keepUntil ? formatDate(item.keepUntil) : '',
        state: item.destroyedAt
          ? words.destroyed(formatDateTime(item.destroyedAt))
          : item.keptWhy === 'held'
            ? words.keptHeld
            : '',
      })),
      done: m.documents.workFiles.done[url.searchParams.get('xong') ?? ''] ?? '',
    }
  })
}

export const actions: Actions = {
  duyet: (event) => decide(event, true),
  'khong-duyet': (event) => decide(event, false),
}

async function decide({ request, locals, params }: RequestEvent, isApproved: boolean) {
  const officer = requireDocumentHandler(locals.actor)
  const why = new Map((await readPost(request)).fields).get('why') ?? ''
  try {
    await perform(officer, (work) => decideDisposal(work, params.id, { isApproved, why }))
  } catch (failure) {
    if (!(failure instanceof Refusal)) throw failure
    return fail(failure.status, { why, refusal: m.refusal(failure.code, failure.details) })
  }
  redirect(303, `/van-ban/ho-so/huy/${params.id}?xong=${isApproved ? 'duyet' : 'khong-duyet'}`)
}
