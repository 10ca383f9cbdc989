import { error, fail, redirect } from '@sveltejs/kit'
import { correctEntry, openEntry } from '#server/modules/documents/index.ts'
import { readPost } from '#server/platform/forms/read-post.ts'
import { isId } from '#server/platform/id.ts'
import { requireRole } from '#server/platform/web/guards.ts'
import { perform } from '#server/platform/work.ts'
import { documentTypes } from '#shared/document/types.ts'
import { m } from '#shared/messages/index.ts'
import { Refusal } from '#shared/refusal.ts'
import { readForm } from '../../arrival-form.server.ts'
import type { Actions, PageServerLoad } from './$types'

/** What was entered of an incoming document, to be corrected by a clerk of its agency. */
export const load: PageServerLoad = async ({ locals, params }) => {
  const officer = requireRole(locals.actor, 'clerk')
  if (!isId(params.id)) error(404, { message: m.ui.errors.notFound.title })
  const { document, incoming, facts } = await perform(officer, (work) => openEntry(work, officer, params.id))
  return {
    id: document.id,
    number: `${String(incoming.number).padStart(2, '0')}/${incoming.year}`,
    seen: document.lastSeq,
    entered: Object.fromEntries(Object.entries(facts).map(([fact, value]) => [fact, String(value ?? '')])),
    types: documentTypes.map(({ key, name }) => ({ value: key, label: name })),
  }
}

export const actions: Actions = {
  default: async ({ request, locals, params }) => {
    const officer = requireRole(locals.actor, 'clerk')
    if (!isId(params.id)) error(404, { message: m.ui.errors.notFound.title })
    const { fields } = await readPost(request)
    const posted = new Map(fields)
    const { entered, details, issues } = readForm(fields)
    const reason = posted.get('reason') ?? ''
    const seen = Number(posted.get('seen'))
    if (!details) return fail(422, { entered, issues, reason, refusal: '' })
    try {
      await perform(officer, (work) => correctEntry(work, officer, params.id, { details, reason, seen }))
    } catch (failure) {
      if (!(failure instanceof Refusal)) throw failure
      const refusal = m.refusal(failure.code, failure.details)
      return fail(failure.status, { entered, issues: {} as Record<string, string[]>, reason, refusal })
    }
    redirect(303, `/van-ban/den/${params.id}?xong=sua`)
  },
}
