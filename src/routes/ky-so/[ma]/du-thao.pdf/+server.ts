import { renderDraft } from '#server/modules/documents/index.ts'
import { requireRole } from '#server/platform/guards.ts'
import { readDraft } from '../read-draft.ts'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = async ({ locals, params }) => {
  const pdf = await readDraft(requireRole(locals.actor, 'leader'), params.ma, renderDraft)
  return new Response(pdf, {
    headers: {
      'content-type': 'application/pdf',
      'content-disposition': 'inline; filename="du-thao.pdf"',
      'cache-control': 'private, no-store',
    },
  })
}
