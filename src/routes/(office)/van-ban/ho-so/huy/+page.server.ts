import { fail, redirect } from '@sveltejs/kit'
import {
  findClass,
  type ListPlace,
  listForDisposal,
  type OverPlace,
  proposeDisposal,
} from '#server/modules/documents/index.ts'
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

/** Work files that are over, to be proposed; and the lists there are. Each a page, from a place its address says on. */
export const load: PageServerLoad = async ({ locals, url }) => {
  const officer = requireDocumentHandler(locals.actor)
  const after = {
    over: overPlaceIn(url.searchParams.get('sau') ?? ''),
    list: listPlaceIn(url.searchParams.get('truoc') ?? ''),
  }
  return perform(officer, async (work) => {
    const { over, nextOver, lists, nextList } = await listForDisposal(work, after)
    const names = await namesOfStaff(work, [...new Set(lists.map(({ proposedBy }) => proposedBy))])
    return {
      isFirst: { over: after.over === undefined, list: after.list === undefined },
      next: {
        over: nextOver ? `${nextOver.keepUntil}_${nextOver.id}` : '',
        list: nextList ? `${nextList.proposedAt}_${nextList.id}` : '',
      },
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

/** Where a page goes on, as its address says: what cannot be read is the beginning. */
function overPlaceIn(said: string): OverPlace | undefined {
  const [, keepUntil = '', id = ''] = /^(\d{4}-\d\d-\d\d)_([0-9a-f-]{36})$/.exec(said) ?? []
  return isId(id) && isReal(`${keepUntil}T00:00:00Z`) ? { keepUntil, id } : undefined
}

function listPlaceIn(said: string): ListPlace | undefined {
  const [, day, time, zone, id = ''] =
    /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d(?:\.\d{1,6})?)([+-]\d\d)_([0-9a-f-]{36})$/.exec(said) ?? []
  return isId(id) && isReal(`${day}T${time}${zone}:00`)
    ? { proposedAt: `${day} ${time}${zone}`, id }
    : undefined
}

/** A moment of the calendar: neither 30 February nor hour 25. */
function isReal(moment: string): boolean {
  const day = moment.slice(0, 10)
  const midnight = new Date(`${day}T00:00:00Z`)
  return (
    !Number.isNaN(Date.parse(moment)) &&
    !Number.isNaN(midnight.getTime()) &&
    midnight.toISOString().startsWith(day)
  )
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
