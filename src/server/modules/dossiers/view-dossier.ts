/** A dossier as one page shows it: to its applicant everything, to an officer what the work needs, and recorded. */

import { listActions } from '#server/modules/dossiers/action-queries.ts'
import { explainDossierDue } from '#server/modules/dossiers/clock.ts'
import { type Dossier, findOfficerDossier, findOwnDossier } from '#server/modules/dossiers/dossier-queries.ts'
import { dossierOpened } from '#server/modules/dossiers/events.ts'
import { type DossierState, foldDossier } from '#server/modules/dossiers/fold.ts'
import { type Action, type ActionKind, permittedActions } from '#server/modules/dossiers/model.ts'
import { type DossierPaper, listPapersOfDossier } from '#server/modules/dossiers/paper-queries.ts'
import { dossierNotFound } from '#server/modules/dossiers/refusals.ts'
import { doersOf, placeOf } from '#server/modules/dossiers/take-action.ts'
import { recordAccess } from '#server/modules/registry/index.ts'
import type { Citizen, Officer } from '#server/platform/actor.ts'
import type { DueLine } from '#server/platform/calendar/index.ts'
import { provinceCalendar } from '#server/platform/province.ts'
import type { Work } from '#server/platform/work.ts'

export interface DossierView {
  dossier: Dossier
  state: DossierState
  actions: Action[]
  papers: DossierPaper[]
  /** “Vì sao ngày này?” */
  due: DueLine[]
  /** What the viewer may do now. */
  permitted: ActionKind[]
}

export async function viewOwnDossier(work: Work, citizen: Citizen, code: string): Promise<DossierView> {
  const dossier = await findOwnDossier(work.tx, citizen.id, code)
  if (!dossier) throw dossierNotFound()
  return viewOf(work, dossier)
}

/** Opening someone's dossier is a fact its applicant can see. */
export async function viewOfficerDossier(work: Work, officer: Officer, code: string): Promise<DossierView> {
  const dossier = await findOfficerDossier(work.tx, officer, code)
  if (!dossier) throw dossierNotFound()
  await work.record(dossierOpened(dossier.id, placeOf(dossier)))
  await recordAccess(work, officer, dossier.applicantId, { purpose: 'dossier', dossierId: dossier.id })
  return viewOf(work, dossier)
}

/** The identifier of a dossier that is before this officer. */
export async function getOfficerDossierId(work: Work, officer: Officer, code: string): Promise<string> {
  const dossier = await findOfficerDossier(work.tx, officer, code)
  if (!dossier) throw dossierNotFound()
  return dossier.id
}

/** One paper of a dossier before this officer; opening it is a fact its applicant can see. */
export async function getPaperForOfficer(
  work: Work,
  officer: Officer,
  code: string,
  seq: number,
): Promise<DossierPaper> {
  const dossier = await findOfficerDossier(work.tx, officer, code)
  const papers = dossier ? await listPapersOfDossier(work.tx, dossier.id) : []
  const paper = papers.find((candidate) => candidate.seq === seq)
  if (!dossier || !paper) throw dossierNotFound()
  await work.record(dossierOpened(dossier.id, placeOf(dossier)))
  await recordAccess(work, officer, dossier.applicantId, { purpose: 'dossier', dossierId: dossier.id })
  return paper
}

async function viewOf(work: Work, dossier: Dossier): Promise<DossierView> {
  const actions = await listActions(work.tx, dossier.id)
  const calendar = provinceCalendar()
  const state = foldDossier(calendar, actions)
  return {
    dossier,
    state,
    actions,
    papers: await listPapersOfDossier(work.tx, dossier.id),
    due: explainDossierDue(calendar, state.terms, actions),
    permitted: permittedActions(dossier, doersOf(work.actor, dossier)),
  }
}
