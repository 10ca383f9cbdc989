import type { TimeLeft } from '#shared/dates.ts'
import type { LegalCalendar } from './calendar.ts'
import { urgencyOf } from './urgency.ts'
import {
  type DayCounting,
  effectiveDayIndex,
  endOfWorkingDay,
  hoursPerWorkingDay,
  momentOfPosition,
  reachedDayIndex,
  workingDaysBetween,
  workingMinutesBetween,
  workingPosition,
} from './working-time.ts'

export interface Budget {
  unit: 'working_days' | 'working_hours'
  amount: number
}

/**
 * A row of the ledger. `cutoff` (`15:00`): a filing after it counts as the next working day's. `notBefore`: the first day is this
 * one at the earliest, where a round begins for all at once.
 */
export type ClockEntry =
  | { kind: 'start'; at: Date; budget: Budget; cutoff?: string; notBefore?: Date }
  | { kind: 'pause'; at: Date; reason?: string }
  /** `after`: what it rested for, where that was no supplement. */
  | { kind: 'resume'; at: Date; after?: string }
  /** A complete answer may begin the whole time limit anew. */
  | { kind: 'restart'; at: Date; budget?: Budget; notBefore?: Date }
  /** Gia hạn: more of the same unit, announced with an apology (Mẫu 04). */
  | { kind: 'extend'; at: Date; amount: number }
  | { kind: 'stop'; at: Date }
  /** Said on its day, and nothing more. */
  | { kind: 'note'; at: Date; text: string }

export interface Clock {
  state: 'idle' | 'running' | 'paused' | 'stopped'
  budget: Budget | null
  /** In the budget's unit, as of the last entry; while running, what has run since comes on top. */
  consumed: number
  runningSince: Date | null
  pausedSince: Date | null
  stoppedAt: Date | null
  /** None while paused: nobody knows when it will run again. Kept once stopped. */
  dueAt: Date | null
}

/**
 * A stretch in which the clock ran. For day budgets the marks are indices of working days: day `begin` is the
 * excluded first day and day `end` the last that counted or will; for hour budgets they are working minutes.
 */
export interface ClockRun {
  cause: 'start' | 'resume' | 'restart'
  from: Date
  /** What had been consumed when it began, in days or minutes. */
  before: number
  begin: number
  end: number
  /** Minutes since midnight after which what came in counts as the next working day's, where the procedure says so. */
  cutoff: number | undefined
  /** Of a run that went on: what the clock had rested for, where that was no supplement. */
  after?: string | undefined
  /** It began later than what came in, with its round. */
  awaited: boolean
}

export interface ClockHistory {
  clock: Clock
  runs: ClockRun[]
}

/** The clock as its ledger leaves it. Entries must be in order; an impossible step is a defect and throws. */
export function foldClock(calendar: LegalCalendar, entries: readonly ClockEntry[]): Clock {
  return foldHistory(calendar, entries).clock
}

export function foldHistory(calendar: LegalCalendar, entries: readonly ClockEntry[]): ClockHistory {
  const runs: ClockRun[] = []
  const clock: Clock = {
    state: 'idle',
    budget: null,
    consumed: 0,
    runningSince: null,
    pausedSince: null,
    stoppedAt: null,
    dueAt: null,
  }
  let counting: DayCounting = {}
  let notBefore: Date | undefined
  /** Days or minutes. */
  let consumed = 0
  /** The run that was paused when already overdue: a pause cannot move a due date that has passed. */
  let outlasted: ClockRun | undefined
  let lastAt = Number.NEGATIVE_INFINITY

  const inDays = () => clock.budget?.unit === 'working_days'
  const amount = () => (clock.budget ? clock.budget.amount * (inDays() ? 1 : 60) : 0)
  const run = (cause: ClockRun['cause'], at: Date, after?: string) => {
    const markOf = (moment: Date, how: DayCounting) =>
      inDays() ? effectiveDayIndex(calendar, moment, how) : workingPosition(calendar, moment)
    const own = markOf(at, counting)
    const begin = notBefore ? Math.max(own, markOf(notBefore, {})) : own
    const awaited = begin > own
    runs.push({
      cause,
      from: at,
      before: consumed,
      begin,
      end: begin,
      cutoff: counting.cutoffMinutes,
      awaited,
      after,
    })
    clock.state = 'running'
    clock.runningSince = at
    clock.pausedSince = null
    aim()
  }
  /** Finds where the budget is used up: ahead in the current run, or back in the run that outlasted it. */
  const aim = () => {
    const current = runs.at(-1)
    if (!current) return
    const owner = outlasted && amount() <= usedBy(outlasted) ? outlasted : current
    const end = owner.begin + amount() - owner.before
    current.end = owner === current ? end : current.begin
    clock.dueAt = inDays() ? endOfWorkingDay(calendar, end) : momentOfPosition(calendar, end)
  }
  /** What the current run has consumed by then; on the day of a pause or stop that day counts. */
  const reached = (at: Date) => {
    const current = runs.at(-1)
    if (!current) return 0
    const mark = inDays() ? reachedDayIndex(calendar, at) : workingPosition(calendar, at)
    return Math.max(mark, current.begin)
  }
  const closeRun = (mark: number) => {
    const current = runs.at(-1)
    if (!current) return
    current.end = mark
    consumed = usedBy(current)
  }

  for (const entry of entries) {
    if (!(entry.at.getTime() >= lastAt)) throw new ClockOrderError(entry.kind, 'out of order')
    lastAt = entry.at.getTime()
    if (!legal[entry.kind].includes(clock.state)) throw new ClockOrderError(entry.kind, clock.state)

    if (entry.kind === 'start') {
      clock.budget = checked(entry.budget)
      notBefore = entry.notBefore
      counting = entry.cutoff === undefined ? {} : { cutoffMinutes: minutesOf(entry.cutoff) }
      run('start', entry.at)
    } else if (entry.kind === 'pause') {
      closeRun(reached(entry.at))
      if (clock.dueAt && entry.at > clock.dueAt) outlasted ??= runs.at(-1)
      clock.state = 'paused'
      clock.runningSince = null
      clock.pausedSince = entry.at
      clock.dueAt = null
    } else if (entry.kind === 'resume') {
      run('resume', entry.at, entry.after)
    } else if (entry.kind === 'restart') {
      if (clock.state === 'running') closeRun(reached(entry.at))
      clock.budget = entry.budget ? checked(entry.budget) : clock.budget
      consumed = 0
      outlasted = undefined
      notBefore = entry.notBefore
      run('restart', entry.at)
    } else if (entry.kind === 'extend') {
      if (clock.budget) {
        clock.budget = checked({ ...clock.budget, amount: clock.budget.amount + entry.amount })
      }
      if (clock.state === 'running') aim()
    } else if (entry.kind === 'stop') {
      const current = runs.at(-1)
      if (clock.state === 'running' && current) consumed = current.before + reached(entry.at) - current.begin
      clock.state = 'stopped'
      clock.runningSince = null
      clock.pausedSince = null
      clock.stoppedAt = entry.at
    }
  }
  clock.consumed = inDays() ? consumed : consumed / 60
  return { clock, runs }
}

/**
 * How much is left at `now`. `workingDays` are those after today up to the due day, so on the due day it is 0;
 * both figures are negative once overdue. How pressing it is: `urgencyOf`.
 */
export function remaining(calendar: LegalCalendar, clock: Clock, now: Date): TimeLeft {
  if (clock.state === 'stopped' || clock.state === 'idle') {
    const overdue = Boolean(clock.dueAt && clock.stoppedAt && clock.stoppedAt > clock.dueAt)
    return { workingDays: 0, workingMinutes: 0, overdue, state: clock.state === 'stopped' ? 'done' : 'hold' }
  }
  const inDays = clock.budget?.unit === 'working_days'
  if (!clock.dueAt) {
    const left = (clock.budget?.amount ?? 0) - clock.consumed
    const workingMinutes = Math.round(inDays ? left * hoursPerWorkingDay * 60 : left * 60)
    const workingDays = inDays ? left : Math.trunc(left / hoursPerWorkingDay)
    return { workingDays, workingMinutes, overdue: left < 0, state: 'hold' }
  }
  const workingDays = workingDaysBetween(calendar, now, clock.dueAt)
  const workingMinutes = Math.floor(workingMinutesBetween(calendar, now, clock.dueAt))
  const overdue = now > clock.dueAt
  return { workingDays, workingMinutes, overdue, state: urgencyOf(calendar, clock.dueAt, now) }
}

export class ClockOrderError extends Error {
  constructor(kind: ClockEntry['kind'], state: string) {
    super(`A clock cannot ${kind} when ${state}`)
    this.name = 'ClockOrderError'
  }
}

const legal: Record<ClockEntry['kind'], readonly Clock['state'][]> = {
  start: ['idle'],
  pause: ['running'],
  resume: ['paused'],
  restart: ['running', 'paused'],
  extend: ['running', 'paused'],
  stop: ['running', 'paused'],
  note: ['running', 'paused'],
}

function usedBy(run: ClockRun): number {
  return run.before + run.end - run.begin
}

function checked(budget: Budget): Budget {
  const possible =
    budget.unit === 'working_hours'
      ? budget.amount > 0
      : Number.isInteger(budget.amount) && budget.amount >= 0
  if (!possible || !Number.isFinite(budget.amount)) {
    throw new RangeError(`Not a time limit: ${budget.amount} ${budget.unit}`)
  }
  return budget
}

function minutesOf(time: string): number {
  const match = /^(\d{2}):(\d{2})$/.exec(time)
  if (!match) throw new RangeError(`Not a time: ${time}`)
  return Number(match[1]) * 60 + Number(match[2])
}
