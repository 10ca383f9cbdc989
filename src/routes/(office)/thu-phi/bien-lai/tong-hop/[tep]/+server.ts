/** The receipts of a day for the tax authority, to take along. */
import { error } from '@sveltejs/kit'
import { summariseDay } from '#server/modules/payments/index.ts'
import { requireRole } from '#server/platform/web/guards.ts'
import { isLocalDay } from '#shared/dates.ts'
import { m } from '#shared/messages/index.ts'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = async ({ locals, params }) => {
  const officer = requireRole(locals.actor, 'finance')
  const [day = '', format = ''] = params.tep.split('.')
  if (!isLocalDay(day) || (format !== 'csv' && format !== 'xml'))
    error(404, { message: m.ui.errors.notFound.title })
  const { name, mediaType, bytes } = await summariseDay(officer, { day, format })
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': mediaType,
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'private, no-store',
    },
  })
}
