import { drawDraft } from '#server/modules/documents/index.ts'
import { requireRole } from '#server/platform/guards.ts'
import { readDraft } from '../read-draft.ts'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = async ({ locals, params }) => {
  const svg = await readDraft(requireRole(locals.actor, 'leader'), params.ma, drawDraft)
  return new Response(svg, {
    headers: {
      'content-type': 'image/svg+xml; charset=utf-8',
      'cache-control': 'private, no-store',
      // A picture and nothing else, also when it is opened by itself.
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox",
    },
  })
}
