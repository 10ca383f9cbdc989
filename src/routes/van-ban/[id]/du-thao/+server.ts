import { showDraft } from '#server/modules/documents/index.ts'
import { requireReader } from '#server/platform/rights.ts'
import { requireId } from '../require-id.ts'
import type { RequestHandler } from './$types'

/** The draft as a file: what is signed, for who may sign it; marked DỰ THẢO for everyone else. */
export const GET: RequestHandler = async ({ params, locals }) => {
  const officer = requireReader(locals.actor)
  const id = requireId(params.id)
  const { pdf } = await showDraft(officer, id)
  return new Response(new Uint8Array(pdf), {
    headers: {
      'content-type': 'application/pdf',
      'content-disposition': `inline; filename="du-thao.pdf"`,
      'cache-control': 'private, no-store',
    },
  })
}
