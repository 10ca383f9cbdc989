/** A dossier as one page shows it: to its applicant everything, to an officer what the work needs, and recorded. */

import type { DueLine } from '#server/crafts/calendar/index.ts'
import { getServiceVersion, isFeeEstablished, type Service } from '#server/modules/catalogue/index.ts'
import { type Opened, recordAccess } from '#server/modules/registry/index.ts'
import type { Citizen, Officer } from '#server/platform/actor.ts'
import { provinceCalendar } from '#server/platform/province.ts'
import { handlesCases, isClientSystem, requireCaseHandler } from '#server/platform/rights.ts'
import type { Work } from '#server/platform/work.ts'
import { explainDossierDue } from '../clock.ts'
import { dossierOpened } from '../events.ts'
import { type DossierState, foldDossier } from '../fold.ts'
import { type Action, type ActionKind, permittedActions } from '../model.ts'
import { doersOf, placeOf } from '../parties.ts'
import type { Prerequisite } from '../prerequisites.ts'
import { dossierNotFound } from '../refusals.ts'
import { listActions } from './action-queries.ts'
import { type Dossier, findOfficerDossier, findOwnDossier } from './dossier-queries.ts'
import { type DossierPaper, listPapersOfDossier } from './paper-queries.ts'
import { applicableTo, decisionOf } from './prerequisites-of.ts'

export interface DossierView {
  dossier: Dossier
  /** As it was when the dossier was filed. */
  service: Service
  state: DossierState
  actions: Action[]
  papers: DossierPaper[]
  /** Đồng; null where it is not established what this service costs. */
  fee: number | null
  /** “Vì sao ngày này?” */
  due: DueLine[]
  /** What has to happen beside the desk for these answers; how each stands says `state`. */
  prerequisites: Prerequisite[]
  /** What the viewer may do now. */
  permitted: ActionKind[]
}

export async function viewOwnDossier(work: Work, citizen: Citizen, code: string): Promise<DossierView> {
  const dossier = await findOwnDossier(work.tx, citizen.id, code)
  if (!dossier) throw dossierNotFound()
  return viewOf(work, dossier)
}

/**
 * A dossier before this officer; refuses whose role works on none. To a client system, which files and then follows by
 * the public status, every dossier is as if it did not exist.
 */
export async function getOfficerDossier(work: Work, officer: Officer, code: string): Promise<Dossier> {
  if (!isClientSystem(officer)) requireCaseHandler(officer)
  const dossier = handlesCases(officer) ? await findOfficerDossier(work.tx, officer, code) : undefined
  if (!dossier) throw dossierNotFound()
  return dossier
}

/** The dossier with all that belongs to it. What of it is opened, or printed, is a fact its applicant can see. */
export async function viewOfficerDossier(
  work: Work,
  officer: Officer,
  code: string,
  opened: Opened = 'dossier',
): Promise<DossierView> {
  const dossier = await getOfficerDossier(work, officer, code)
  await recordOpening(work, officer, dossier, opened)
  return viewOf(work, dossier)
}

/** To its applicant as their own, to staff as one before them. */
export function viewDossier(
  work: Work,
  actor: Citizen | Officer,
  code: string,
  opened?: Opened,
): Promise<DossierView> {
  return actor.kind === 'citizen'
    ? viewOwnDossier(work, actor, code)
    : viewOfficerDossier(work, actor, code, opened)
}

/** The identifier of a dossier that is before this officer. */
export async function getOfficerDossierId(work: Work, officer: Officer, code: string): Promise<string> {
  return (await getOfficerDossier(work, officer, code)).id
}

/** One paper of a dossier before this officer; opening it is a fact its applicant can see. */
export async function getPaperForOfficer(
  work: Work,
  officer: Officer,
  code: string,
  seq: number,
): Promise<DossierPaper> {
  const dossier = await getOfficerDossier(work, officer, code)
  const papers = await listPapersOfDossier(work.tx, dossier.id)
  const paper = papers.find((candidate) => candidate.seq === seq)
  if (!paper) throw dossierNotFound()
  await recordOpening(work, officer, dossier, 'paper')
  return paper
}

async function recordOpening(work: Work, officer: Officer, dossier: Dossier, opened: Opened): Promise<void> {
  await work.record(dossierOpened(dossier.id, placeOf(dossier)))
  const { applicantId, id: dossierId } = dossier
  await recordAccess(work, officer, applicantId, { purpose: 'dossier', dossierId, opened })
}

async function viewOf(work: Work, dossier: Dossier): Promise<DossierView> {
  const actions = await listActions(work.tx, dossier.id)
  const calendar = provinceCalendar()
  const state = foldDossier(calendar, actions)
  const service = await getServiceVersion(work, dossier.serviceCode, dossier.serviceVersion)
  const prerequisites = applicableTo(service, dossier, work.now, decisionOf(actions))
  return {
    dossier,
    service,
    state,
    prerequisites,
    actions,
    papers: await listPapersOfDossier(work.tx, dossier.id),
    fee: isFeeEstablished(service) ? dossier.fee : null,
    due: explainDossierDue(calendar, state.terms, actions),
    permitted: permittedActions(
      { ...dossier, limitChosen: state.limitChosen, correcting: state.correcting },
      doersOf(work.actor, dossier),
    ).filter((kind) => isOffered(kind, service, prerequisites, dossier.applicantId === actorIdOf(work))),
  }
}

/** Some actions exist only where the service has something for them. */
function isOffered(
  kind: ActionKind,
  { timeLimit }: Service,
  prerequisites: readonly Prerequisite[],
  isApplicant: boolean,
): boolean {
  if (kind === 'choose_limit') return timeLimit.choices.length > 0
  if (kind === 'open_prerequisite')
    return prerequisites.some(({ before, ifNeeded }) => before !== 'deliver' || ifNeeded)
  if (kind === 'settle_prerequisite') return prerequisites.some((one) => !isApplicant || one.kind === 'draft')
  return true
}

function actorIdOf({ actor }: Work): string | undefined {
  return actor.kind === 'citizen' ? actor.id : undefined
}
