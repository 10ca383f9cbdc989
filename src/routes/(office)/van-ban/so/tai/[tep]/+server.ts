/** A register as a paper (`so.pdf`) or a spreadsheet (`so.xlsx`). */
import { error } from '@sveltejs/kit'
import { registerAsPdf, registerAsSheet } from '#server/modules/documents/index.ts'
import { requireDocumentHandler } from '#server/platform/rights.ts'
import { m } from '#shared/messages/index.ts'
import { askedIn } from '../../register-query.server.ts'
import type { RequestHandler } from './$types'

const kinds = {
  'so.pdf': { take: registerAsPdf, type: 'application/pdf', how: 'inline' },
  'so.xlsx': {
    take: registerAsSheet,
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    how: 'attachment',
  },
} as const

export const GET: RequestHandler = async ({ locals, params, url }) => {
  const officer = requireDocumentHandler(locals.actor)
  const kind = kinds[params.tep as keyof typeof kinds]
  const asked = askedIn(url.searchParams)
  if (!Object.hasOwn(kinds, params.tep) || asked.isDayWrong)
    error(404, { message: m.ui.errors.notFound.title })
  const bytes = await kind.take(officer, asked)
  const ending = params.tep.slice(2)
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': kind.type,
      'content-disposition': `${kind.how}; filename="so-van-ban-${asked.key}${ending}"`,
      'cache-control': 'private, no-store',
    },
  })
}
