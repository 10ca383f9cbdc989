/** The deadlines of the work list with its filters, as a calendar to take along. */
import { workListCalendar } from '#server/modules/dossiers/index.ts'
import { requireCaseHandler } from '#server/platform/rights.ts'
import { answerCalendar } from '#server/platform/web/csv.ts'
import { perform } from '#server/platform/work.ts'
import { readListQuery } from '../list-query.ts'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = async ({ locals, url }) => {
  const officer = requireCaseHandler(locals.actor)
  const calendar = await perform(officer, (work) => workListCalendar(work, officer, readListQuery(url)))
  return answerCalendar(calendar, 'han-tra.ics')
}
