/** What has to happen beside the desk: which of a service's prerequisites apply, how each stands, and what may not go on without it. */
import type { Service } from '#server/modules/catalogue/index.ts'
import { localDay } from '#shared/dates.ts'
import { type Answers, type AnswerValue, valueAt } from '#shared/form/answers.ts'
import { holds } from '#shared/form/condition.ts'
import type { Duration } from '#shared/form/definition.ts'
import { filedAnswers } from './filing.ts'
import type { ActionData, ActionKind, Opening, Settlement } from './model.ts'

export type Prerequisite = Service['prerequisites'][number]
export type Stage = Prerequisite['before']
const stages = ['accept', 'propose', 'sign', 'deliver'] as const satisfies readonly Stage[]

/** How a prerequisite stands after so many actions. */
export interface Standing extends Opening {
  state: 'open' | 'settled' | 'refused' | 'lapsed'
  /** Of `who`, those still awaited. */
  outstanding: string[]
  openedAt: Date
  openedSeq: number
  dueAt: Date | null
  settledAt: Date | null
  settledSeq: number | null
  /** Of a meeting of parties: what it ended with, and how often somebody did not come. */
  met?: Settlement['met']
  absent?: number
}

export type Standings = Record<string, Standing>

/** Asks for them: what was open or over under the same key begins anew. */
export function open(
  standings: Standings,
  openings: readonly Opening[],
  { at, seq }: { at: Date; seq: number },
  dueWithin: (within: Duration, at: Date) => Date | null,
): void {
  for (const opening of openings) {
    standings[opening.key] = {
      ...opening,
      // Who filed it agrees by filing it.
      state: opening.kind === 'consent' && opening.who.length === 0 ? 'settled' : 'open',
      outstanding: [...opening.who],
      openedAt: at,
      openedSeq: seq,
      dueAt: opening.within ? dueWithin(opening.within, at) : null,
      settledAt: null,
      settledSeq: null,
    }
  }
}

/**
 * One refusal refuses the whole; it is there once nobody is awaited any more. A meeting to which somebody did not come is called
 * again until that is once too often; an objection is no refusal but what was waited for.
 */
export function settle(
  standings: Standings,
  { key, how, who, met }: Settlement,
  { at, seq }: { at: Date; seq: number },
): void {
  const standing = standings[key]
  if (standing?.state !== 'open') return
  if (met) Object.assign(standing, { met, absent: (standing.absent ?? 0) + (met === 'absent' ? 1 : 0) })
  if (met === 'absent' && (standing.absent ?? 0) < (standing.absences ?? 1)) return
  standing.outstanding = who.length === 0 ? [] : standing.outstanding.filter((one) => !who.includes(one))
  if (how === 'done' && standing.outstanding.length > 0) return
  const state = { done: 'settled', refused: 'refused', lapsed: 'lapsed' } as const
  const ended = standing.kind === 'objection' && how === 'refused' ? 'done' : how
  Object.assign(standing, { state: state[ended], settledAt: at, settledSeq: seq })
}

export const isOpen = ({ state }: Standing): boolean => state === 'open'
/** Nothing is awaited any more and nobody refused. */
export const isThere = (standing: Standing | undefined): boolean =>
  standing?.state === 'settled' ||
  standing?.state === 'lapsed' ||
  // What another agency decided is its outcome, whichever way it went.
  (standing?.kind === 'outcome' && standing.state === 'refused')

/** How many are awaited, and when the first of them is due. */
export function awaited(standings: Standings): { waitsFor: number; waitsUntil: Date | null } {
  const waiting = Object.values(standings).filter(isOpen)
  const due = waiting.flatMap(({ dueAt }) => dueAt ?? [])
  return {
    waitsFor: waiting.length,
    waitsUntil: due.length > 0 ? new Date(Math.min(...due.map(Number))) : null,
  }
}

/** What conditions read beside the answers. */
export interface RuleWorld {
  channel: string
  filedAt: Date
  now: Date
  decision?: Record<string, unknown> | undefined
}

/** Answers and facts as the conditions of a service name them: `filing.channel`, `filing.on`, `today`, `decision.x`. */
export function ruleAnswers(answers: Answers, { channel, filedAt, now, decision }: RuleWorld): Answers {
  return {
    ...filedAnswers({ answers, channel, submittedAt: filedAt }),
    today: localDay(now),
    ...(decision ? { decision: decision as Record<string, AnswerValue> } : {}),
  }
}

/** The prerequisites of this service that concern these answers. */
export function prerequisitesFor(
  service: Pick<Service, 'prerequisites'>,
  answers: Answers,
  world: RuleWorld,
): Prerequisite[] {
  if (service.prerequisites.length === 0) return []
  const facts = ruleAnswers(answers, world)
  return service.prerequisites.filter(({ condition }) => holds(condition, facts))
}

/** Taxes and the like: paid to whoever collects them, never into an account of the agency. Their paper is handed in. */
export const isCollectedElsewhere = ({ kind, of }: Prerequisite): boolean =>
  kind === 'duty' && of !== undefined && 'outside' in of

/** Those without which this may not happen, and which are not there; what is asked for only where needed binds once it is. */
export function missingBefore(
  stage: Stage,
  prerequisites: readonly Prerequisite[],
  standings: Standings,
): Prerequisite[] {
  const last = stages.indexOf(stage)
  return prerequisites.filter(({ key, before, ifNeeded }) => {
    const isWanted = !ifNeeded || standings[key] !== undefined
    return isWanted && stages.indexOf(before) <= last && !isThere(standings[key])
  })
}

/** What the applicant themself still has to do before this: come, hand in, pay, answer about the draft put before them. */
export function applicantsPart(prerequisites: readonly Prerequisite[], standings: Standings): Prerequisite[] {
  const theirs: readonly Prerequisite['kind'][] = ['attendance', 'handIn', 'duty', 'draft']
  return missingBefore('deliver', prerequisites, standings).filter(
    ({ kind, key }) => theirs.includes(kind) && (kind !== 'draft' || standings[key] !== undefined),
  )
}

/** What an action was about that asked for something or recorded it, by the names the service gives. */
export function namesIn(
  prerequisites: readonly Prerequisite[],
  { kind, data: { opens = [], settles } }: { kind: ActionKind; data: ActionData },
): string {
  if (kind !== 'open_prerequisite' && kind !== 'settle_prerequisite') return ''
  const keys = [...opens.map(({ key }) => key), ...(settles ? [settles.key] : [])]
  return prerequisites.flatMap(({ key, name }) => (keys.includes(key) ? [name] : [])).join('; ')
}

/** As it is asked for: of several people those who did not file it themselves. */
export function openingOf(
  prerequisite: Prerequisite,
  answers: Answers,
  applicantNumber: string | undefined,
  more: Pick<Opening, 'note' | 'amount'> = {},
): Opening {
  const { key, kind, who = [], within, rests, conciliation } = prerequisite
  const others = kind === 'consent' ? who.filter((one) => numberOf(answers, one) !== applicantNumber) : who
  return {
    key,
    kind,
    who: others,
    ...(within ? { within } : {}),
    // Money owed is the payer's time, never the office's.
    rests: rests || kind === 'duty',
    ...(conciliation ? { absences: conciliation.absences } : {}),
    ...more,
  }
}

/** The identity number the answers give of a person. */
export function numberOf(answers: Answers, who: string): string | undefined {
  const number = valueAt(answers, `${who}.identityNumber`) ?? valueAt(answers, `${who}.idNumber`)
  return typeof number === 'string' && /^\d{12}$/.test(number) ? number : undefined
}

/** Asked for by filing itself: whoever has to agree finds it when they sign in. */
export function openedByFiling(
  prerequisites: readonly Prerequisite[],
  answers: Answers,
  applicantNumber: string,
): Opening[] {
  return prerequisites
    .filter(({ kind, ifNeeded }) => kind === 'consent' && !ifNeeded)
    .map((prerequisite) => openingOf(prerequisite, answers, applicantNumber))
}

/** Asked for by the signature, all at once: outcomes of other agencies, duties and what is handed in before the result is. */
export function openedBySigning(
  prerequisites: readonly Prerequisite[],
  standings: Standings,
  answers: Answers,
): Opening[] {
  return prerequisites
    .filter(({ before, key, ifNeeded }) => before === 'deliver' && !ifNeeded && standings[key] === undefined)
    .map((prerequisite) => openingOf(prerequisite, answers, undefined))
}

/** What this settlement asks for in its turn: a time to object to what was agreed, or the meeting again where somebody did. */
export function openedBySettling(
  prerequisite: Prerequisite,
  { how, met }: { how: Settlement['how']; met?: Settlement['met'] | undefined },
  all: readonly Prerequisite[],
  standings: Standings,
  answers: Answers,
): Opening[] {
  const { key, kind, conciliation } = prerequisite
  const next =
    met === 'agreed' && conciliation && standings[conciliation.objections] === undefined
      ? all.find((one) => one.key === conciliation.objections)
      : kind === 'objection' && how === 'refused'
        ? all.find((one) => one.conciliation?.objections === key)
        : undefined
  return next ? [openingOf(next, answers, undefined)] : []
}

/** The meeting that ended otherwise than is being decided. */
export function contradictedMeeting(
  prerequisites: readonly Prerequisite[],
  standings: Standings,
  decision: Record<string, unknown>,
): Prerequisite | undefined {
  return prerequisites.find(({ key, conciliation }) => {
    const met = standings[key]?.met
    return conciliation !== undefined && met !== undefined && decision[conciliation.decides] !== met
  })
}
