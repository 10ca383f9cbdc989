import { fail, redirect } from '@sveltejs/kit'
import { z } from 'zod'
import {
  fileDocument,
  findClass,
  listWorkFiles,
  type WorkFilePlace,
  workFileTabs,
} from '#server/modules/documents/index.ts'
import { readPost } from '#server/platform/forms/read-post.ts'
import { isId } from '#server/platform/id.ts'
import { requireDocumentHandler } from '#server/platform/rights.ts'
import { perform } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import { m } from '#shared/messages/index.ts'
import { Refusal } from '#shared/refusal.ts'
import type { Actions, PageServerLoad } from './$types'
import { stateWords } from './state-words.ts'

/** The work files of the agency, by how they stand. */
export const load: PageServerLoad = async ({ locals, url }) => {
  const officer = requireDocumentHandler(locals.actor)
  const tab = workFileTabs.find((known) => known === url.searchParams.get('xem')) ?? 'open'
  const after = placeIn(url.searchParams.get('sau') ?? '', tab === 'ending')
  return perform(officer, async (work) => {
    const { rows, next } = await listWorkFiles(work, tab, after)
    const today = localDay(work.now)
    return {
      tab,
      isFirst: after === undefined,
      next: next ? addressOf(next) : '',
      rows: rows.map((row) => ({
        id: row.id,
        code: row.code,
        title: row.title,
        documents: row.documents,
        retention: findClass(row.retention)?.name ?? row.retention,
        state: [...stateWords(row, today), ...(row.isHeld ? [m.documents.workFiles.states.held] : [])],
      })),
    }
  })
}

/** Where a page goes on, as its address says: what cannot be read is the beginning. */
function placeIn(said: string, isByDay: boolean): WorkFilePlace | undefined {
  const [, at = '', id = ''] = /^(\d{1,15}|\d{4}-\d\d-\d\d)_([0-9a-f-]{36})$/.exec(said) ?? []
  const day = new Date(at.includes('-') ? `${at}T00:00:00Z` : Number(at))
  if (!isId(id) || at.includes('-') !== isByDay || Number.isNaN(day.getTime())) return undefined
  return { at: isByDay ? day.toISOString().slice(0, 10) : day, id }
}

function addressOf({ at, id }: WorkFilePlace): string {
  return `${at instanceof Date ? at.getTime() : at}_${id}`
}

const Filing = z.object({ workFileId: z.uuid(), documentId: z.uuid(), known: z.literal('yes').optional() })

export const actions: Actions = {
  /** From the page of a document. */
  xep: async ({ request, locals }) => {
    const officer = requireDocumentHandler(locals.actor)
    const { fields } = await readPost(request)
    const filing = Filing.safeParse(Object.fromEntries(fields))
    if (!filing.success) return fail(422, { refusal: m.documents.workFiles.fileInto.nothingChosen })
    const { workFileId, documentId, known } = filing.data
    try {
      await perform(officer, (work) =>
        fileDocument(work, workFileId, documentId, { isKnown: known === 'yes' }),
      )
    } catch (failure) {
      if (!(failure instanceof Refusal)) throw failure
      return fail(failure.status, { refusal: m.refusal(failure.code, failure.details) })
    }
    redirect(303, `/van-ban/ho-so/${workFileId}?xong=xep`)
  },
}
