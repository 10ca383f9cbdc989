/** Who stands before a dossier, and where it lies. */
import type { Actor } from '#server/platform/actor.ts'
import type { Doer } from './model.ts'
import type { Dossier } from './read/dossier-queries.ts'

/** In which capacities this actor stands before this dossier. */
export function doersOf(
  actor: Actor,
  dossier: Pick<Dossier, 'applicantId' | 'handlingAgencyId' | 'agencyId'>,
): Doer[] {
  if (actor.kind === 'system') return ['system']
  if (actor.kind === 'citizen') return actor.id === dossier.applicantId ? ['applicant'] : []
  if (actor.kind === 'anonymous') return []
  const here = actor.agencyIds.includes(dossier.handlingAgencyId)
  const doers: Doer[] = []
  if (actor.roles.includes('one_stop') && here) doers.push('counter')
  // While another agency works on it, the one that received it looks on.
  if (actor.roles.includes('one_stop') && here && actor.agencyIds.includes(dossier.agencyId))
    doers.push('one_stop')
  if (actor.roles.includes('specialist') && here) doers.push('specialist')
  if (actor.roles.includes('leader') && here) doers.push('leader')
  return doers
}

/** The part every fact about a dossier shares. */
export function placeOf(dossier: Pick<Dossier, 'agencyId' | 'serviceCode' | 'unitCode'>) {
  return { agencyId: dossier.agencyId, serviceCode: dossier.serviceCode, unitCode: dossier.unitCode }
}
