/** The work list with its filters, as a table to take along. */
import { workListCsv } from '#server/modules/dossiers/index.ts'
import { requireCaseHandler } from '#server/platform/rights.ts'
import { answerCsv } from '#server/platform/web/csv.ts'
import { perform } from '#server/platform/work.ts'
import { readListQuery } from '../list-query.ts'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = async ({ locals, url }) => {
  const officer = requireCaseHandler(locals.actor)
  const pieces = await perform(officer, (work) => workListCsv(work, officer, readListQuery(url)))
  return answerCsv(pieces, 'ho-so-can-lam.csv')
}
