/** Sổ theo dõi hồ sơ (Mẫu 07) of the officer's agency, as a paper or as a table. */
import { error } from '@sveltejs/kit'
import { RegisterSpan, registerCsv, registerPdf } from '#server/modules/dossiers/index.ts'
import { requireCaseHandler } from '#server/platform/rights.ts'
import { answerCsv } from '#server/platform/web/csv.ts'
import { perform } from '#server/platform/work.ts'
import { m } from '#shared/messages/index.ts'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = async ({ locals, params, url }) => {
  const officer = requireCaseHandler(locals.actor)
  const span = RegisterSpan.safeParse(Object.fromEntries(url.searchParams))
  if (!span.success) error(404, { message: m.ui.errors.notFound.title })
  const { from, to } = span.data
  if (params.tep === 'so.csv')
    return answerCsv(
      await perform(officer, (work) => registerCsv(work, officer, span.data)),
      `so-theo-doi-${from}-${to}.csv`,
    )
  if (params.tep !== 'so.pdf') error(404, { message: m.ui.errors.notFound.title })
  return new Response(new Uint8Array(await registerPdf(officer, span.data)), {
    headers: {
      'content-type': 'application/pdf',
      'content-disposition': `inline; filename="so-theo-doi-${from}-${to}.pdf"`,
      'cache-control': 'private, no-store',
    },
  })
}
