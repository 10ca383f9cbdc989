/** The days of one's own dossier, as a calendar to take along. */
import { dossierCalendar } from '#server/modules/dossiers/index.ts'
import { answerCalendar } from '#server/platform/web/csv.ts'
import { perform } from '#server/platform/work.ts'
import { citizenOf } from '#ui/form/citizen-page.server.ts'
import { openDossier } from '../open-dossier.ts'

export const GET = async (event) => {
  const citizen = citizenOf(event)
  const calendar = await perform(citizen, async (work) =>
    dossierCalendar(work, await openDossier(work, citizen, event.params.ma)),
  )
  return answerCalendar(calendar, `lich-${event.params.ma}.ics`)
}
