import { hasResult, isRunning, type Status } from '#server/modules/dossiers/index.ts'
/** A dossier's clock as a row shows it: the state, the words, the moment, and the days used. */

import { urgencyOf, workingDaysBetween, workingMinutesBetween } from '#server/crafts/calendar/index.ts'
import { provinceCalendar } from '#server/platform/province.ts'
import {
  dateWords,
  formatDateTime,
  formatTime,
  localDay,
  localDayNumber,
  shortDateWords,
  timeLeftWords,
} from '#shared/dates.ts'
import { m } from '#shared/messages/index.ts'

interface Timed {
  status: Status
  acceptBy: Date
  dueAt: Date | null
  pausedSince: Date | null
  finishedAt: Date | null
  onTime: boolean | null
  budget: number
  budgetUnit: string
}

export interface PresentedClock {
  state: 'ok' | 'soon' | 'today' | 'late' | 'hold' | 'done' | 'ended'
  words: string
  /** The words for a row of a list, where the moment stands below. */
  short: string
  at: string
  used: { done: number; total: number } | undefined
}

export function presentClock(dossier: Timed, now: Date): PresentedClock {
  const { status, acceptBy, dueAt, pausedSince, budget, budgetUnit } = dossier
  if (status === 'submitted') return presentAcceptance(acceptBy, now, budget, budgetUnit)
  if (status === 'supplement') {
    const words = m.ui.clock.hold
    const at = pausedSince ? m.dossiers.workList.pausedSince(dayWords(pausedSince, now)) : ''
    return { state: 'hold', words, short: words, at, used: undefined }
  }
  if (status === 'duty') {
    const words = m.dossiers.statuses[status] ?? ''
    return { state: 'hold', words, short: m.ui.clock.hold, at: '', used: undefined }
  }
  if (!dueAt || !isRunning(status)) {
    return presentEnd(dossier, now)
  }
  const calendar = provinceCalendar()
  const workingDays = workingDaysBetween(calendar, now, dueAt)
  const workingMinutes = Math.floor(workingMinutesBetween(calendar, now, dueAt))
  const overdue = now > dueAt
  const inDays = budgetUnit !== 'hour'
  const state = urgencyOf(calendar, dueAt, now)
  const words = timeLeftWords(
    { workingDays, workingMinutes, overdue, state },
    inDays ? 'working_days' : 'working_hours',
  )
  return {
    state,
    words,
    short: words.replace(` ${m.dossiers.workList.workingWord}`, ''),
    at: `${dayWords(dueAt, now)} ${formatTime(dueAt)}`,
    used: usedOf(budget, budgetUnit, workingDays, localDayNumber(dueAt) - localDayNumber(now)),
  }
}

/** How it ended, on which day, and by which it should have. */
function presentEnd({ status, onTime, finishedAt, dueAt }: Timed, now: Date): PresentedClock {
  const ended = m.dossiers.statuses[status] ?? m.ui.clock.done
  // Who took it back waited for nothing.
  const isLate = onTime === false && status !== 'withdrawn'
  const words = isLate ? m.dossiers.workList.endedLate(ended) : ended
  const due = dueAt ? m.dossiers.workList.dueOn(dayWords(dueAt, now)) : ''
  return {
    state: isLate ? 'late' : hasResult(status) ? 'done' : 'ended',
    words,
    short: words,
    at: [finishedAt ? dayWords(finishedAt, now) : '', due].filter(Boolean).join(', '),
    used: undefined,
  }
}

/** Days of the limit that are gone, by the days it counts; a limit in hours or of a single day is told in words alone. */
function usedOf(budget: number, unit: string, workingDays: number, days: number): PresentedClock['used'] {
  if (budget <= 1) return undefined
  const left = unit === 'day' ? workingDays : unit === 'calendar_day' ? days : undefined
  return left === undefined
    ? undefined
    : { done: Math.min(budget, Math.max(0, budget - left)), total: budget }
}

function presentAcceptance(acceptBy: Date, now: Date, budget: number, unit: string): PresentedClock {
  const overdue = now > acceptBy
  const moment = formatDateTime(acceptBy)
  const words = overdue ? m.dossiers.workList.acceptOverdue : m.dossiers.acceptBefore(moment)
  return {
    state: urgencyOf(provinceCalendar(), acceptBy, now),
    words,
    short: overdue ? words : m.dossiers.workList.acceptShort,
    at: moment,
    used: unit === 'day' && budget > 1 ? { done: 0, total: budget } : undefined,
  }
}

/** `25/11`, with its year when that is another. */
function dayWords(instant: Date, now: Date): string {
  const isThisYear = localDay(instant).slice(0, 4) === localDay(now).slice(0, 4)
  return isThisYear ? shortDateWords(instant) : dateWords(instant)
}
