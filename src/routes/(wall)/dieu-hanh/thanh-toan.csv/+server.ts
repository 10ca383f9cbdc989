/** How fees were paid, as a table to take along. */
import { paidCsv, paidReaders } from '#server/modules/indicators/index.ts'
import { answerCsv } from '#server/platform/web/csv.ts'
import { requireRole } from '#server/platform/web/guards.ts'
import { perform } from '#server/platform/work.ts'
import { readPaidQuery } from '../paid-query.ts'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = async ({ locals, url }) => {
  const officer = requireRole(locals.actor, ...paidReaders())
  const query = readPaidQuery(url.searchParams)
  const pieces = await perform(officer, (work) => paidCsv(work, officer, query))
  return answerCsv(pieces, 'thanh-toan.csv')
}
