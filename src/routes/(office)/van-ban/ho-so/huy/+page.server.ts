import { fail, redirect } from '@sveltejs/kit'
import { findClass, listForDisposal, proposeDisposal } from '#server/modules/documents/index.ts'
import { namesOfStaff } from '#server/modules/identity/index.ts'
import { readPost } from '#server/platform/forms/read-post.ts'
import { isId } from '#server/platform/id.ts'
import { requireDocumentHandler } from '#server/platform/rights.ts'
import { perform } from '#server/platform/work.ts'
import { formatDate, formatDateTime } from '#shared/dates.ts'
import { m } from '#shared/messages/index.ts'
import { Refusal } from '#shared/refusal.ts'
import type { Actions, PageServerLoad } from './$types'

const words = m.documents.workFiles.disposal

/** Work files that are over, to be proposed; and the lists there are. */
export const load: PageServerLoad = async ({ locals }) => {
  const officer = requireDocumentHandler(locals.actor)
  return perform(officer, async (work) => {
    const { over, lists } = await listForDisposal(work)
    const names = await namesOfStaff(work, [...new Set(lists.map(({ proposedBy }) => proposedBy))])
    return {
      over: over.map(({ id, code, title, retention, keepUntil }) => ({
        id,
        code,
        title,
        retention: findClass(retention)?.name ?? retention,
        until: keepUntil ? formatDate(keepUntil) : '',
      })),
      lists: lists.map(({ id, proposedBy, proposedAt, isApproved, doneAt, count }) => ({
        id,
        words: words.proposed(names.get(proposedBy) ?? '', formatDateTime(proposedAt)),
        count: words.count(count),
        state:
          isApproved === null
            ? words.waits
            : !isApproved
              ? words.refused
              : doneAt
                ? words.done
                : words.approved,
      })),
    }
  })
}

export const actions: Actions = {
  default: async ({ request, locals }) => {
    const officer = requireDocumentHandler(locals.actor)
    const { fields } = await readPost(request)
    const reason = new Map(fields).get('reason') ?? ''
    const workFileIds = fields.flatMap(([name, value]) => (name === 'hoso[]' && isId(value) ? [value] : []))
    if (workFileIds.length === 0) return fail(422, { reason, refusal: words.nothingChosen })
    let id: string
    try {
      id = await perform(officer, (work) => proposeDisposal(work, { reason, workFileIds }))
    } catch (failure) {
      if (!(failure instanceof Refusal)) throw failure
      return fail(failure.status, { reason, refusal: m.refusal(failure.code, failure.details) })
    }
    redirect(303, `/van-ban/ho-so/huy/${id}?xong=de-nghi`)
  },
}
