/** The list of a year as a paper (`danh-muc.pdf`) or a spreadsheet (`danh-muc.xlsx`). */
import { error } from '@sveltejs/kit'
import { planAsPdf, planAsSheet } from '#server/modules/documents/index.ts'
import { requireDocumentHandler } from '#server/platform/rights.ts'
import { m } from '#shared/messages/index.ts'
import { yearIn } from '../../year-in.server.ts'
import type { RequestHandler } from './$types'

const kinds = {
  'danh-muc.pdf': { take: planAsPdf, type: 'application/pdf', how: 'inline' },
  'danh-muc.xlsx': {
    take: planAsSheet,
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    how: 'attachment',
  },
} as const

export const GET: RequestHandler = async ({ locals, params, url }) => {
  const officer = requireDocumentHandler(locals.actor)
  if (!Object.hasOwn(kinds, params.tep)) error(404, { message: m.ui.errors.notFound.title })
  const kind = kinds[params.tep as keyof typeof kinds]
  const year = yearIn(url.searchParams)
  const bytes = await kind.take(officer, year)
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': kind.type,
      'content-disposition': `${kind.how}; filename="danh-muc-ho-so-${year}${params.tep.slice(8)}"`,
      'cache-control': 'private, no-store',
    },
  })
}
