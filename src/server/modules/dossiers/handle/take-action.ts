/** The one way a dossier changes after it was filed. */
import { type Agency, getAgency } from '#server/modules/agencies/index.ts'
import type { Actor, Citizen, Officer } from '#server/platform/actor.ts'
import { provinceCalendar } from '#server/platform/province.ts'
import { requireCaseHandler } from '#server/platform/rights.ts'
import { checkSameRequest } from '#server/platform/web/idempotency.ts'
import { askAsProgram, type Work } from '#server/platform/work.ts'
import { acceptanceDue, resumedAcceptance } from '../clock.ts'
import { type DossierState, foldDossier } from '../fold.ts'
import { type Action, type ActionData, type ActionKind, isPermitted, mayDo } from '../model.ts'
import { doersOf } from '../parties.ts'
import { findActionByKey, insertAction, listActions } from '../read/action-queries.ts'
import { closeAsked } from '../read/asked-queries.ts'
import { type Dossier, lockDossier, storeState } from '../read/dossier-queries.ts'
import { changedMeanwhile, dossierNotFound, notPermittedNow, notYourPart } from '../refusals.ts'
import { isFinal } from '../states.ts'

/** What every action carries beside its own data. */
export interface ActionKey {
  /** Chosen by the client: a second arrival finds the first and changes nothing. */
  requestKey?: string | undefined
  /** What was asked under the key, where the client may err: the same key with another mark is refused. */
  requestMark?: Buffer | undefined
  /** The last action the person saw; if others came meanwhile, nothing happens and they are told. */
  seenSeq?: number | undefined
}

export interface Taken {
  dossier: Dossier
  state: DossierState
  seq: number
  /** True when this very action had been taken before. */
  repeated: boolean
}

/** Locks a dossier that is before this officer's agency. */
export async function lockForOfficer(work: Work, officer: Officer, id: string): Promise<Dossier> {
  requireCaseHandler(officer)
  const dossier = await lockDossier(work.tx, id)
  if (!dossier || !isBefore(officer, dossier)) throw dossierNotFound()
  return dossier
}

export async function lockForApplicant(work: Work, citizen: Citizen, id: string): Promise<Dossier> {
  const dossier = await lockDossier(work.tx, id)
  if (dossier?.applicantId !== citizen.id) throw dossierNotFound()
  return dossier
}

/** Whose turn it is: the handling agency, or the receiving one while nothing was handed on. */
function isBefore(officer: Officer, dossier: Dossier): boolean {
  return officer.agencyIds.includes(dossier.handlingAgencyId) || officer.agencyIds.includes(dossier.agencyId)
}

/** The agency that handles the dossier today: where it was abolished, its successor, for which this officer works. */
export async function agencyInCharge(work: Work, officer: Officer, dossier: Dossier): Promise<Agency> {
  const agency = await getAgency(work, dossier.handlingAgencyId)
  return agency.validTo === null ? agency : getAgency(work, officer.agencyId)
}

/**
 * Whether this action may be taken now, asked before work that leaves a trace elsewhere (a draft, a number).
 * `repeated`: it was taken before under this key.
 */
export async function mayTake(
  work: Work,
  dossier: Dossier,
  kind: ActionKind,
  { requestKey, requestMark, seenSeq }: ActionKey,
): Promise<'first' | 'repeated'> {
  const first = requestKey ? await findActionByKey(work.tx, dossier.id, requestKey) : undefined
  if (first) {
    checkSameRequest(first.requestMark, requestMark)
    return 'repeated'
  }
  if (seenSeq !== undefined && seenSeq !== dossier.lastSeq) throw changedMeanwhile({ state: dossier.status })
  if (!mayDo(dossier, doersOf(work.actor, dossier), kind)) throw notYourPart({ action: kind })
  if (!isPermitted(dossier, kind)) throw notPermittedNow({ action: kind, state: dossier.status })
  return 'first'
}

/** Adds one action to a locked dossier and keeps its row equal to the fold; refuses what the rules forbid now. */
export async function takeAction(
  work: Work,
  dossier: Dossier,
  kind: ActionKind,
  data: ActionData,
  key: ActionKey = {},
): Promise<Taken> {
  const [actions, turn] = await Promise.all([
    listActions(work.tx, dossier.id),
    mayTake(work, dossier, kind, key),
  ])
  if (turn === 'repeated') {
    const state = foldDossier(provinceCalendar(), actions)
    return { dossier, state, seq: state.lastSeq, repeated: true }
  }

  const action: Action = {
    seq: dossier.lastSeq + 1,
    kind,
    ...signatureOf(work.actor),
    data,
    // An action is never earlier than the one before it, whatever two machines' clocks say.
    at: new Date(Math.max(work.now.getTime(), actions.at(-1)?.at.getTime() ?? 0)),
  }
  const state = foldDossier(provinceCalendar(), [...actions, action])
  work.alongside(
    Promise.all([
      insertAction(work.tx, dossier.id, action, key),
      storeState(work.tx, dossier.id, state, acceptByAfter(dossier, state, action)),
      closeWhatIsOver(work, dossier.id, state, action),
    ]),
  )
  return { dossier, state, seq: action.seq, repeated: false }
}

/** By when it has to be accepted: anew once a supplement is there, and what was left of it once what was owed is paid. */
function acceptByAfter({ status, acceptBy }: Dossier, state: DossierState, { at, seq }: Action): Date {
  if (state.status !== 'submitted') return acceptBy
  if (status === 'supplement') return acceptanceDue(provinceCalendar(), state.terms, at)
  return status === 'duty'
    ? resumedAcceptance(provinceCalendar(), state.prerequisites, acceptBy, { at, seq })
    : acceptBy
}

/** Whoever was asked for what is settled now, or of a dossier that has ended, need not answer any more. */
async function closeWhatIsOver(
  work: Work,
  dossierId: string,
  { status, prerequisites }: DossierState,
  { data: { settles }, at }: Action,
): Promise<void> {
  if (Object.keys(prerequisites).length === 0) return
  if (isFinal(status)) await askAsProgram(work, () => closeAsked(work.tx, dossierId, at))
  else if (settles) {
    const { key, who } = settles
    const over = prerequisites[key]?.state === 'open' ? { key, who } : { key }
    await askAsProgram(work, () => closeAsked(work.tx, dossierId, at, over))
  }
}

function signatureOf(actor: Actor): Pick<Action, 'actorKind' | 'actorId' | 'actorName' | 'agencyId'> {
  if (actor.kind === 'officer') {
    return { actorKind: 'officer', actorId: actor.id, actorName: actor.name, agencyId: actor.agencyId }
  }
  if (actor.kind === 'citizen') {
    return { actorKind: 'citizen', actorId: actor.id, actorName: actor.name, agencyId: null }
  }
  return { actorKind: actor.kind, actorId: null, actorName: 'Hệ thống', agencyId: null }
}
