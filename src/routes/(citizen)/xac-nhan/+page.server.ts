import { listAsked } from '#server/modules/dossiers/index.ts'
import { perform } from '#server/platform/work.ts'
import { formatDateTime } from '#shared/dates.ts'
import { m } from '#shared/messages/index.ts'
import { citizenOf } from '#ui/form/citizen-page.server.ts'

export const load = async (event) => {
  const citizen = citizenOf(event)
  event.setHeaders({ 'cache-control': 'no-store' })
  const asked = await perform(citizen, (work) => listAsked(work, citizen))
  const words = m.dossiers.prerequisites.consent
  return {
    asked: asked.map(({ id, shown, askedAt, answer, closedAt }) => ({
      id,
      name: shown.prerequisite,
      applicant: shown.applicantName,
      service: shown.serviceName,
      at: formatDateTime(askedAt),
      state: answer ? (words.answered[answer] ?? '') : closedAt ? words.over : '',
    })),
  }
}
