/** The dossiers behind a figure, as a table to take along. */
import { figureCsv, figureReaders } from '#server/modules/indicators/index.ts'
import { answerCsv } from '#server/platform/web/csv.ts'
import { requireRole } from '#server/platform/web/guards.ts'
import { perform } from '#server/platform/work.ts'
import { readFigureQuery } from '../figure-query.ts'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = async ({ locals, url }) => {
  const officer = requireRole(locals.actor, ...figureReaders())
  const query = readFigureQuery(url.searchParams)
  const pieces = await perform(officer, (work) => figureCsv(work, officer, query))
  return answerCsv(pieces, `${query.figure}.csv`)
}
