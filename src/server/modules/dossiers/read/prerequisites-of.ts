/** The prerequisites of a dossier before somebody, each with how it stands. */
import { getServiceVersion, type Service } from '#server/modules/catalogue/index.ts'
import { provinceCalendar } from '#server/platform/province.ts'
import type { Work } from '#server/platform/work.ts'
import type { Answers } from '#shared/form/answers.ts'
import { foldDossier } from '../fold.ts'
import type { Action } from '../model.ts'
import { type Prerequisite, prerequisitesFor, type Standings } from '../prerequisites.ts'
import { listActions } from './action-queries.ts'
import type { Dossier } from './dossier-queries.ts'

export interface PrerequisitesOf {
  service: Service
  prerequisites: Prerequisite[]
  standings: Standings
}

/** `decision`: what is being decided now; otherwise what was proposed last. */
export async function prerequisitesOf(
  work: Work,
  dossier: Dossier,
  decision?: Record<string, unknown>,
): Promise<PrerequisitesOf> {
  const service = await getServiceVersion(work, dossier.serviceCode, dossier.serviceVersion)
  if (service.prerequisites.length === 0 && dossier.waitsFor === 0)
    return { service, prerequisites: [], standings: {} }
  const actions = await listActions(work.tx, dossier.id)
  const { prerequisites: standings } = foldDossier(provinceCalendar(), actions)
  return {
    service,
    standings,
    prerequisites: applicableTo(service, dossier, work.now, decision ?? decisionOf(actions)),
  }
}

/** Those that concern the answers of this dossier, or these in their place. */
export function applicableTo(
  service: Service,
  dossier: Pick<Dossier, 'answers' | 'channel' | 'submittedAt'>,
  now: Date,
  decision?: Record<string, unknown>,
  answers = dossier.answers as unknown as Answers,
): Prerequisite[] {
  const { channel, submittedAt: filedAt } = dossier
  return prerequisitesFor(service, answers, { channel, filedAt, now, decision })
}

/** What the last proposal decided. */
export function decisionOf(actions: readonly Action[]): Record<string, unknown> | undefined {
  return actions.findLast(({ kind }) => kind === 'propose')?.data.decision
}
