import { calendarOf } from '#server/modules/meetings/index.ts'
import { answerCalendar } from '#server/platform/web/csv.ts'
import { requireOfficer } from '#server/platform/web/guards.ts'
import { perform } from '#server/platform/work.ts'
import { idOf } from '../../present-meeting.server.ts'
import type { RequestHandler } from './$types'

/** The meeting as an entry for one's own calendar. */
export const GET: RequestHandler = async ({ params, locals }) => {
  const officer = requireOfficer(locals.actor)
  const id = idOf(params)
  return answerCalendar(await perform(officer, (work) => calendarOf(work, officer, id)), 'cuoc-hop.ics')
}
