import { error, fail } from '@sveltejs/kit'
import { layoutTooMuch, mostLayoutBytes } from '#server/crafts/layout-rules/layout-rules.ts'
import { checkDraftLayout, checkLayoutFile } from '#server/modules/documents/index.ts'
import { readUploads } from '#server/platform/forms/read-post.ts'
import { isId } from '#server/platform/id.ts'
import { requireDocumentHandler } from '#server/platform/rights.ts'
import { m } from '#shared/messages/index.ts'
import { Refusal } from '#shared/refusal.ts'
import type { Actions, PageServerLoad } from './$types'
import { presentJudgement } from './present-judgement.server.ts'

/** The form; with `van-ban` the layout of that draft. */
export const load: PageServerLoad = async ({ locals, url }) => {
  const officer = requireDocumentHandler(locals.actor)
  const id = url.searchParams.get('van-ban')
  if (id === null) return { draft: undefined }
  if (!isId(id)) error(404, { message: m.ui.errors.notFound.title })
  const { pdf, subject, ...judgement } = await checkDraftLayout(officer, id)
  return {
    draft: { href: `/van-ban/${id}`, ...(await presentJudgement(judgement, subject, pdf, officer.id)) },
  }
}

export const actions: Actions = {
  default: async ({ request, locals }) => {
    const officer = requireDocumentHandler(locals.actor)
    let file: { name: string; bytes: Buffer } | undefined
    try {
      const post = await readUploads(request, async ({ name, source }) => {
        const parts: Buffer[] = []
        let size = 0
        for await (const part of source) {
          size += part.length
          // What is too large is read past and refused below.
          if (size <= mostLayoutBytes) parts.push(part)
        }
        if (size > mostLayoutBytes) throw layoutTooMuch()
        file = { name, bytes: Buffer.concat(parts) }
      })
      if (post.refused) throw post.refused
      if (!file || file.bytes.length === 0) {
        return fail(422, { issues: { file: [m.documents.layout.noFile] }, refusal: '', result: undefined })
      }
      const judgement = await checkLayoutFile(officer, file.bytes)
      const pdf = judgement.format === 'pdf' ? file.bytes : undefined
      return {
        issues: {},
        refusal: '',
        result: await presentJudgement(judgement, file.name, pdf, officer.id),
      }
    } catch (failure) {
      if (!(failure instanceof Refusal)) throw failure
      const refusal = m.refusal(failure.code, failure.details)
      return fail(failure.status, { issues: {}, refusal, result: undefined })
    }
  },
}
