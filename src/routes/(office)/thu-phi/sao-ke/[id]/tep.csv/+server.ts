import { openStatement } from '#server/modules/payments/index.ts'
import { requireRole } from '#server/platform/web/guards.ts'
import { perform } from '#server/platform/work.ts'
import type { RequestHandler } from './$types'

/** The file as it was taken in, byte for byte. */
export const GET: RequestHandler = async ({ locals, params }) => {
  const officer = requireRole(locals.actor, 'finance')
  const { bytes } = await perform(officer, (work) => openStatement(work, officer, params.id))
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': 'text/csv',
      'content-disposition': `attachment; filename="sao-ke-${params.id}.csv"`,
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    },
  })
}
