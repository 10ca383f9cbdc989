/** The state of a dossier is the fold of its actions: nothing else decides what it is. */

import { type Clock, foldClock, type LegalCalendar } from '#server/crafts/calendar/index.ts'
import { provinceCalendar } from '#server/platform/province.ts'
import type { Duration } from '#shared/form/definition.ts'
import { clockEntries, dueWithin, expectedDue } from './clock.ts'
import { type Action, isRefusalAwaited, type Step, type Terms } from './model.ts'
import { awaited, isOpen, open, type Standings, settle } from './prerequisites.ts'
import { isFinal, type Status } from './states.ts'

export interface DossierState {
  status: Status
  step: Step
  agencyId: string
  handlingAgencyId: string
  assigneeId: string | null
  submittedAt: Date
  acceptedAt: Date | null
  finishedAt: Date | null
  /** Since when the applicant is asked to complete it, whether or not the clock was running. */
  pausedSince: Date | null
  supplements: number
  extended: boolean
  /** The officer's longer limit counts. */
  limitChosen: boolean
  /** Somebody asks that its signed result be another. */
  correcting: boolean
  prerequisites: Standings
  /** How many prerequisites are awaited, and when the first is due. */
  waitsFor: number
  waitsUntil: Date | null
  resultId: string | null
  rating: number | null
  ratedAt: Date | null
  terms: Terms
  clock: Clock
  dueAt: Date | null
  onTime: boolean | null
  lastSeq: number
}

/** Folds actions in order. The first is always `submit`. */
export function foldDossier(calendar: LegalCalendar, actions: readonly Action[]): DossierState {
  const [first] = actions
  const { toAgencyId, terms } = first?.data ?? {}
  if (first?.kind !== 'submit' || !toAgencyId || !terms)
    throw new Error('A dossier begins with its submission')
  const state: DossierState = {
    status: 'submitted',
    step: 'one_stop',
    agencyId: toAgencyId,
    handlingAgencyId: toAgencyId,
    assigneeId: null,
    submittedAt: first.at,
    acceptedAt: null,
    finishedAt: null,
    pausedSince: null,
    supplements: 0,
    extended: false,
    limitChosen: false,
    correcting: false,
    prerequisites: {},
    waitsFor: 0,
    waitsUntil: null,
    resultId: null,
    rating: null,
    ratedAt: null,
    terms,
    clock: foldClock(calendar, []),
    dueAt: null,
    onTime: null,
    lastSeq: first.seq,
  }
  const due = (within: Duration, at: Date) => dueWithin(calendar, within, at)
  let before = waitFor(state, first, { status: 'submitted', step: 'one_stop' }, due)
  // Since when the agency may accept it: money due at filing is the payer's time.
  let acceptable = first.at
  for (const action of actions.slice(1)) {
    const { status, step } = state
    if (action.kind === 'ask_supplement') before = { status, step }
    apply(state, action, before)
    before = waitFor(state, action, before, due)
    if (status === 'duty' && state.status === 'submitted') acceptable = action.at
    state.lastSeq = action.seq
  }
  Object.assign(
    state,
    isFinal(state.status) ? { waitsFor: 0, waitsUntil: null } : awaited(state.prerequisites),
  )
  state.clock = foldClock(calendar, clockEntries(calendar, terms, actions))
  state.dueAt =
    state.status === 'submitted' ? expectedDue(calendar, state.terms, acceptable) : state.clock.dueAt
  if (state.finishedAt) state.onTime = isOnTime(state)
  return state
}

/** QĐ 766/QĐ-TTg: late when finished after the due time or when a supplement was asked more than once. */
function isOnTime({ finishedAt, dueAt, supplements }: DossierState): boolean | null {
  if (!finishedAt || !dueAt) return null
  return finishedAt <= dueAt && supplements <= 1
}

type Before = { status: Status; step: Step }

/**
 * What this action asked for and what it settled. While money is owed the dossier waits in a state of its own, and goes back
 * to where it was once all of it is settled.
 */
function waitFor(
  state: DossierState,
  { data, at, seq }: Action,
  before: Before,
  due: (within: Duration, at: Date) => Date | null,
): Before {
  open(state.prerequisites, data.opens ?? [], { at, seq }, due)
  if (data.settles) settle(state.prerequisites, data.settles, { at, seq })
  const owes = Object.values(state.prerequisites).some((one) => one.kind === 'duty' && isOpen(one))
  if (owes && state.status !== 'duty' && !isFinal(state.status) && !isRefusalAwaited(state)) {
    const { status, step } = state
    Object.assign(state, { status: 'duty', step: step === 'delivery' ? step : 'applicant' })
    return { status, step }
  }
  if (!owes && state.status === 'duty') Object.assign(state, before)
  return before
}

function apply(state: DossierState, action: Action, before: Before): void {
  const { kind, data, at } = action
  switch (kind) {
    case 'accept':
      return void Object.assign(state, { status: 'accepted', acceptedAt: at, assigneeId: action.actorId })
    case 'ask_supplement':
      state.supplements += 1
      return void Object.assign(state, { status: 'supplement', step: 'applicant', pausedSince: at })
    case 'answer_supplement':
      return void Object.assign(state, before, {
        pausedSince: null,
        terms: state.limitChosen ? state.terms : (data.terms ?? state.terms),
      })
    case 'forward':
      return void Object.assign(state, {
        status: 'processing',
        step: 'specialist',
        handlingAgencyId: data.toAgencyId ?? state.handlingAgencyId,
        assigneeId: data.assigneeId ?? null,
        // A draft belongs to the agency that wrote it.
        resultId: data.toAgencyId === state.handlingAgencyId ? state.resultId : null,
      })
    case 'propose':
      return void Object.assign(state, { step: 'leader', resultId: data.documentId ?? null })
    case 'take_back':
      return void Object.assign(state, { step: 'specialist' })
    case 'send_back':
      return void Object.assign(state, {
        step: 'specialist',
        assigneeId: data.assigneeId ?? state.assigneeId,
      })
    case 'sign':
      return void Object.assign(state, { status: 'decided', step: 'delivery', finishedAt: at })
    case 'deliver':
      return void Object.assign(state, { status: 'returned', step: 'done' })
    case 'ask_refusal':
      return void Object.assign(state, { status: 'submitted', step: 'leader' })
    case 'drop_refusal':
      return void Object.assign(state, { step: 'one_stop' })
    case 'refuse':
      return void Object.assign(state, { status: 'refused', step: 'done', finishedAt: at })
    case 'withdraw':
      return void Object.assign(state, {
        status: 'withdrawn',
        step: 'done',
        finishedAt: at,
        pausedSince: null,
      })
    case 'stop':
      return void Object.assign(state, { status: 'stopped', step: 'done', finishedAt: at, pausedSince: null })
    case 'extend':
      return void Object.assign(state, { extended: true })
    case 'choose_limit':
      return void Object.assign(state, { limitChosen: true, terms: data.terms ?? state.terms })
    case 'open_prerequisite':
    case 'settle_prerequisite':
    case 'determine_fee':
      return
    case 'ask_correction':
      return void Object.assign(state, { correcting: true })
    case 'drop_correction':
      return void Object.assign(state, { correcting: false })
    case 'correct':
      return void Object.assign(state, {
        correcting: false,
        resultId: data.correction?.documentId ?? state.resultId,
      })
    case 'rate':
      return void Object.assign(state, { rating: data.rating ?? null, ratedAt: at })
    case 'submit':
      throw new Error('A dossier is submitted once')
  }
}

/** When the result was due once this action was taken: what came later does not change a paper already given. */
export function dueAfter(actions: readonly Action[], seq: number): Date {
  const taken = actions.filter((action) => action.seq <= seq)
  const { dueAt } = foldDossier(provinceCalendar(), taken)
  if (!dueAt) throw new Error('No due date to put off')
  return dueAt
}

/** Whether a new day was named while the old one had not passed: then there is no lateness to apologise for. */
export function isExtendedBeforeDue(actions: readonly Action[], { kind, seq, at }: Action): boolean {
  return kind === 'extend' && at <= dueAfter(actions, seq - 1)
}
