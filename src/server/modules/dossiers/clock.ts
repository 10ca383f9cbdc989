/** The clock of a dossier: which actions start, rest and end it, and how it explains its due date. */

import {
  addWorkingDays,
  addWorkingHours,
  addWorkingMinutes,
  type Budget,
  type ClockEntry,
  type DueLine,
  explainDue,
  foldClock,
  type LegalCalendar,
  workingDaysBetween,
  workingMinutesBetween,
} from '#server/crafts/calendar/index.ts'
import { provinceCalendar } from '#server/platform/province.ts'
import { dayNumber, instantAt, type LocalDay, localDay, localDayNumber } from '#shared/dates.ts'
import type { Duration } from '#shared/form/definition.ts'
import type { Limit } from '#shared/form/requirements.ts'
import type { Action, Terms } from './model.ts'
import { isOpen, open, type Standings, settle } from './prerequisites.ts'

/** The terms a time limit sets. */
export function termsOf(limit: Omit<Limit, 'text'>): Terms {
  const { duration, supplementRestarts, fromDayOfMonth, supplementWithin } = limit
  const cutoff = {
    ...(limit.afterFifteenNextDay && { cutoff: '15:00' }),
    ...(fromDayOfMonth !== undefined && { fromDayOfMonth }),
    ...(supplementWithin && { supplementWithin }),
  }
  if ('workingHours' in duration) {
    return { budget: duration.workingHours, budgetUnit: 'hour', supplementRestarts, ...cutoff }
  }
  if ('calendarDays' in duration) {
    return { budget: duration.calendarDays, budgetUnit: 'calendar_day', supplementRestarts, ...cutoff }
  }
  const budget = 'workingDays' in duration ? duration.workingDays : 0
  return { budget, budgetUnit: 'day', supplementRestarts, ...cutoff }
}

/** The terms a dossier runs by: those it was filed under, unless a supplement changed what they hang on, or an officer chose longer. */
export function termsAfter(filedUnder: Terms, actions: readonly Action[]): Terms {
  const last = (kind: Action['kind']) =>
    actions.findLast((one) => one.kind === kind && one.data.terms)?.data.terms
  return last('choose_limit') ?? last('answer_supplement') ?? filedUnder
}

const supplement = ' supplement'

/**
 * The clock runs from acceptance, rests while the applicant completes the dossier or something is awaited for which the law
 * lets it rest, and ends with the decision. A longer limit an officer chose, and one that changed answers ask for, count from
 * acceptance.
 */
export function clockEntries(
  calendar: LegalCalendar,
  filedUnder: Terms,
  actions: readonly Action[],
): ClockEntry[] {
  const terms = termsAfter(filedUnder, actions)
  const entries: ClockEntry[] = []
  let running = false
  /** By what it rests for, in whose words: it runs again when nothing of it is left. */
  const resting = new Map<string, string>()
  const standings: Standings = {}
  for (const { kind, at, data, seq } of actions) {
    const [before] = resting.values()
    const awaited = new Set(restingOf(standings))
    open(standings, data.opens ?? [], { at, seq }, () => null)
    if (data.settles) settle(standings, data.settles, { at, seq })
    const restingNow = restingOf(standings)
    for (const key of awaited) if (!restingNow.includes(key)) resting.delete(key)
    for (const key of restingNow) resting.set(key, restWords[standings[key]?.kind ?? ''] ?? 'chờ việc khác')
    if (kind === 'ask_supplement' && running) resting.set(supplement, 'chờ bổ sung')
    const completed = kind === 'answer_supplement' && resting.delete(supplement)

    const [reason] = resting.values()
    const pause = () => {
      if (reason) entries.push({ kind: 'pause', at, reason })
    }
    if (kind === 'accept') {
      entries.push(startEntry(calendar, terms, at))
      running = true
      pause()
    } else if (completed && terms.supplementRestarts) {
      entries.push({
        kind: 'restart',
        at,
        budget: budgetAt(calendar, terms, at),
        ...roundOf(calendar, terms, at),
      })
      pause()
    } else if (running && (kind === 'sign' || kind === 'withdraw' || kind === 'stop')) {
      entries.push({ kind: 'stop', at })
      running = false
    } else if (running && !before) pause()
    else if (running && before && !reason)
      entries.push({ kind: 'resume', at, ...(completed ? {} : { after: before }) })
    if (kind === 'extend' && running) {
      const added = data.amount ?? 0
      const due = terms.budgetUnit === 'calendar_day' ? (foldClock(calendar, entries).dueAt ?? at) : undefined
      entries.push({ kind: 'extend', at, amount: due ? workingDaysIn(calendar, due, added) : added })
    }
    if (kind === 'choose_limit')
      entries.push({ kind: 'note', at, text: `chọn thời hạn dài hơn: ${String(data.name ?? '')}` })
  }
  return entries
}

const restWords: Record<string, string> = {
  duty: 'chờ thực hiện nghĩa vụ tài chính',
  opinion: 'chờ ý kiến của cơ quan khác',
  outcome: 'chờ kết quả của cơ quan khác',
  posting: 'trong thời gian niêm yết',
  objection: 'trong thời gian các bên có ý kiến bằng văn bản',
  consent: 'chờ người liên quan xác nhận',
  draft: 'chờ người nộp xác nhận dự thảo',
  attendance: 'chờ các bên có mặt',
}

function restingOf(standings: Standings): string[] {
  return Object.values(standings).flatMap((one) => (one.rests && isOpen(one) ? [one.key] : []))
}

/** When what is asked for at `at` has to be there. */
export function dueWithin(calendar: LegalCalendar, within: Duration, at: Date): Date | null {
  const terms = termsOf({ duration: within, afterFifteenNextDay: false, supplementRestarts: false })
  return expectedDue(calendar, terms, at)
}

/** When the result is due if the agency accepts at `at`. */
export function expectedDue(calendar: LegalCalendar, terms: Terms, at: Date): Date | null {
  return foldClock(calendar, [startEntry(calendar, terms, at)]).dueAt
}

/** TT 03/2025/TT-VPCP: an agency accepts or asks for what is missing within 8 working hours. */
const acceptanceHours = 8

/**
 * By when the agency has to accept: within 8 working hours of filing, and not later than the result of a dossier filed then
 * is promised for. The applicant is told this very moment.
 */
export function acceptanceDue(calendar: LegalCalendar, terms: Terms, at: Date): Date {
  const hours = addWorkingHours(calendar, at, acceptanceHours)
  const promised = expectedDue(calendar, terms, at)
  return promised && promised < hours ? promised : hours
}

/** What was left of the hours in which to accept when money was first owed, from the moment the last of it was settled. */
export function resumedAcceptance(
  calendar: LegalCalendar,
  standings: Standings,
  acceptBy: Date,
  { at, seq }: { at: Date; seq: number },
): Date {
  const duties = Object.values(standings).filter(({ kind }) => kind === 'duty')
  const last = duties.find(({ settledSeq }) => settledSeq === seq)
  const together = duties.filter(({ settledAt }) => last && settledAt && settledAt >= last.openedAt)
  const since = new Date(Math.min(Number(at), ...together.map(({ openedAt }) => Number(openedAt))))
  // What was late before anything was owed stays late.
  if (since >= acceptBy) return acceptBy
  return addWorkingMinutes(calendar, at, workingMinutesBetween(calendar, since, acceptBy))
}

/** “Vì sao ngày này?”: day by day; before acceptance, as if it came at the moment of filing. */
export function explainDossierDue(
  calendar: LegalCalendar,
  terms: Terms,
  actions: readonly Action[],
): DueLine[] {
  const entries = clockEntries(calendar, terms, actions)
  const [first] = actions
  if (entries.length === 0 && first) return explainDue(calendar, [startEntry(calendar, terms, first.at)])
  return explainDue(calendar, entries)
}

function startEntry(calendar: LegalCalendar, terms: Terms, at: Date): ClockEntry {
  return { ...start(terms, at, budgetAt(calendar, terms, at)), ...roundOf(calendar, terms, at) }
}

/** Where a limit begins once a month: with the round that what came in at `at` still reaches. */
function roundOf(calendar: LegalCalendar, terms: Terms, at: Date): { notBefore?: Date } {
  const { fromDayOfMonth } = terms
  if (fromDayOfMonth === undefined) return {}
  const day = localDay(firstDayOf(calendar, terms, at))
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number)
  const months = year * 12 + month - 1 + (date > fromDayOfMonth ? 1 : 0)
  const round = [Math.floor(months / 12), (months % 12) + 1, fromDayOfMonth]
  const [first = '', ...rest] = round.map((part) => String(part).padStart(2, '0'))
  return { notBefore: instantAt(dayNumber([first, ...rest].join('-')), 0) }
}

/** The day on which the next round begins for what is filed at `at`, where a limit begins once a month: a day offices are open. */
export function nextRound(
  calendar: LegalCalendar,
  fromDayOfMonth: number | undefined,
  at: Date,
): LocalDay | undefined {
  if (fromDayOfMonth === undefined) return undefined
  const terms = termsOf({
    duration: { workingDays: 0 },
    afterFifteenNextDay: false,
    supplementRestarts: false,
    fromDayOfMonth,
  })
  const { notBefore } = roundOf(calendar, terms, at)
  return notBefore && localDay(addWorkingDays(calendar, notBefore, 0))
}

/** The end of the working day that what came in belongs to. */
function firstDayOf(calendar: LegalCalendar, terms: Terms, at: Date, round: { notBefore?: Date } = {}): Date {
  const none = { unit: 'working_days', amount: 0 } as const
  return foldClock(calendar, [{ ...start(terms, at, none), ...round }]).dueAt ?? at
}

function start({ cutoff }: Terms, at: Date, budget: Budget): Extract<ClockEntry, { kind: 'start' }> {
  return { kind: 'start', at, budget, ...(cutoff ? { cutoff } : {}) }
}

/**
 * A limit in calendar days ends on the next working day if it ends on a day off (BLDS 2015, Điều 148). Like any other
 * it begins with the working day that what came in belongs to, so that each later hour of filing gives a later day or the same.
 */
function budgetAt(calendar: LegalCalendar, terms: Terms, at: Date): Budget {
  if (terms.budgetUnit === 'hour') return { unit: 'working_hours', amount: terms.budget }
  if (terms.budgetUnit === 'day') return { unit: 'working_days', amount: terms.budget }
  const first = firstDayOf(calendar, terms, at, roundOf(calendar, terms, at))
  return { unit: 'working_days', amount: workingDaysIn(calendar, first, terms.budget) }
}

/** As many working days as so many calendar days after `from` reach, where the last one moves off a day of rest. */
function workingDaysIn(calendar: LegalCalendar, from: Date, calendarDays: number): number {
  const lastDay = instantAt(localDayNumber(from) + calendarDays, 0)
  return workingDaysBetween(calendar, from, addWorkingDays(calendar, lastDay, 0))
}

/** A supplement not answered within so long ends the dossier (TT 03/2025/TT-VPCP), unless its own law says otherwise. */
const usualSupplement: Duration = { workingDays: 15 }

/** How long an applicant has to complete a dossier of these terms. */
export function supplementLimit({ supplementWithin }: Pick<Terms, 'supplementWithin'>): Duration {
  return supplementWithin ?? usualSupplement
}

/** The last moment at which what was asked for at `asked` can still be handed in. */
export function supplementDue(terms: Pick<Terms, 'supplementWithin'>, asked: Date): Date {
  const calendar = provinceCalendar()
  const limit = supplementLimit(terms)
  if ('workingHours' in limit) return addWorkingHours(calendar, asked, limit.workingHours)
  if ('workingDays' in limit) return addWorkingDays(calendar, asked, limit.workingDays)
  if ('sameDay' in limit) return addWorkingDays(calendar, asked, 0)
  return addWorkingDays(calendar, asked, workingDaysIn(calendar, asked, limit.calendarDays))
}
