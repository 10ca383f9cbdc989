/** What the log says of each action of a simulated dossier, in the words of the dossiers module's events. */
import type { Service } from '#server/modules/catalogue/index.ts'
import type { Action } from '#server/modules/dossiers/model.ts'
import type { Filed } from './file-dossier.ts'
import type { Life } from './life.ts'

export interface Fact {
  name: string
  data: object
}

export function factOf(filed: Filed, { seq, kind, data, at }: Action): Fact | undefined {
  const { code, service, office, unitCode, life, documentId } = filed
  const { onTime, dueAt } = life.state
  const place = { agencyId: office.id, serviceCode: service.code, unitCode }
  switch (kind) {
    case 'submit':
      return { name: 'dossiers.submitted', data: { ...place, code, channel: 'online' } }
    case 'accept':
      return { name: 'dossiers.accepted', data: { ...place, seq, dueAt: (dueAt ?? at).toISOString() } }
    case 'ask_supplement':
      return { name: 'dossiers.supplement_asked', data: { ...place, seq } }
    case 'answer_supplement':
      return { name: 'dossiers.supplement_answered', data: { ...place, seq } }
    case 'forward':
      return { name: 'dossiers.forwarded', data: { ...place, seq, toAgencyId: data.toAgencyId } }
    case 'propose':
      return { name: 'dossiers.proposed', data: { ...place, seq } }
    case 'sign':
      return { name: 'dossiers.decided', data: { ...place, seq, onTime, documentId, outcome: life.outcome } }
    case 'deliver':
      return { name: 'dossiers.delivered', data: { ...place, seq } }
    case 'refuse':
      return { name: 'dossiers.refused', data: { ...place, seq, onTime } }
    case 'withdraw':
      return { name: 'dossiers.withdrawn', data: { ...place, seq, onTime } }
    case 'stop':
      return { name: 'dossiers.stopped', data: { ...place, seq, onTime } }
    case 'rate':
      return { name: 'dossiers.rated', data: { ...place, seq, rating: data.rating } }
    default:
      return undefined
  }
}

/** What the result is called; it names nobody. */
export function titleOf(service: Service, outcome: Life['outcome']): string {
  return outcome === 'decline' ? 'Về việc không giải quyết hồ sơ' : service.result.title
}
