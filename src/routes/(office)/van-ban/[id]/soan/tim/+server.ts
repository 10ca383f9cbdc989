/** Agencies, people and documents found while a name is typed. */
import { json } from '@sveltejs/kit'
import { findAddressees, findMentionable, seeDraft } from '#server/modules/documents/index.ts'
import { isId } from '#server/platform/id.ts'
import { requireDocumentHandler } from '#server/platform/rights.ts'
import { perform } from '#server/platform/work.ts'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = async ({ locals, params, url }) => {
  const officer = requireDocumentHandler(locals.actor)
  const typed = (url.searchParams.get('q') ?? '').slice(0, 100)
  const found = await perform(officer, async (work) => {
    if (!isId(params.id)) return []
    await seeDraft(work, officer, params.id)
    return url.searchParams.has('noi-nhan')
      ? findAddressees(work, typed)
      : findMentionable(work, officer, typed)
  })
  return json(found, { headers: { 'cache-control': 'no-store' } })
}
