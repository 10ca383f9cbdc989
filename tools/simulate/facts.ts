/** The facts that each action of a simulated dossier leaves in the log. */
import type { Service } from '#server/modules/catalogue/index.ts'
import {
  decisionProposed,
  dossierAccepted,
  dossierDecided,
  dossierForwarded,
  dossierRefused,
  dossierStopped,
  dossierSubmitted,
  dossierWithdrawn,
  prerequisiteOpened,
  prerequisiteSettled,
  resultDelivered,
  serviceRated,
  supplementAnswered,
  supplementAsked,
} from '#server/modules/dossiers/events.ts'
import type { Action } from '#server/modules/dossiers/model.ts'
import type { Event } from '#server/platform/events.ts'
import type { Filed } from './file-dossier.ts'
import type { Life } from './life.ts'

export function factsOf(filed: Filed, action: Action): Event[] {
  const { id, service, office, unitCode } = filed
  const place = { agencyId: office.id, serviceCode: service.code, unitCode, seq: action.seq }
  const fact = factOf(filed, action)
  const { opens = [] } = action.data
  return [
    ...(fact ? [fact] : []),
    ...opens.map(({ key, kind }) => prerequisiteOpened(id, { ...place, key, kind })),
  ]
}

function factOf(filed: Filed, { seq, kind, data, at }: Action): Event | undefined {
  const { id, code, service, office, unitCode, life, documentId } = filed
  const { onTime, dueAt } = life.state
  const place = { agencyId: office.id, serviceCode: service.code, unitCode }
  switch (kind) {
    case 'submit':
      return dossierSubmitted(id, { ...place, code, channel: 'online' })
    case 'accept':
      return dossierAccepted(id, { ...place, seq, dueAt: (dueAt ?? at).toISOString() })
    case 'ask_supplement':
      return supplementAsked(id, { ...place, seq })
    case 'answer_supplement':
      return supplementAnswered(id, { ...place, seq, channel: 'online' })
    case 'forward':
      return dossierForwarded(id, { ...place, seq, toAgencyId: String(data.toAgencyId) })
    case 'propose':
      return decisionProposed(id, { ...place, seq })
    case 'sign':
      return dossierDecided(id, { ...place, seq, onTime, documentId, outcome: life.outcome })
    case 'deliver':
      return resultDelivered(id, { ...place, seq })
    case 'refuse':
      return dossierRefused(id, { ...place, seq, onTime })
    case 'withdraw':
      return dossierWithdrawn(id, { ...place, seq, onTime })
    case 'stop':
      return dossierStopped(id, { ...place, seq, onTime })
    case 'settle_prerequisite':
      return (
        data.settles &&
        prerequisiteSettled(id, { ...place, seq, key: data.settles.key, kind: 'duty', how: 'done' })
      )
    case 'rate':
      return serviceRated(id, { ...place, seq, rating: Number(data.rating) })
    default:
      return undefined
  }
}

/** What the result is called; it names nobody. */
export function titleOf(service: Service, outcome: Life['outcome']): string {
  return outcome === 'decline' ? 'Về việc không giải quyết hồ sơ' : service.result.title
}
