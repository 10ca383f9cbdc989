/** Counts put together by agency, by service, or by both. */
import { type Counts, fewestForRate, onTimeAlarm, rate } from './model.ts'
import type { DaySums, DoneCounts, OpenCounts } from './queries.ts'

type Key = (row: { agencyId: string; serviceCode: string }) => string

export interface Rated extends Counts {
  rate30: number | null
}

export function groupFigures(
  open: readonly OpenCounts[],
  last30: readonly DaySums[],
  keyOf: Key,
  dueDone: readonly DoneCounts[] = [],
): Map<string, Rated> {
  const groups = new Map<string, Rated>()
  const of = (key: string): Rated => {
    const group = groups.get(key) ?? noFigures()
    groups.set(key, group)
    return group
  }
  for (const row of open) {
    const group = of(keyOf(row))
    group.open += row.open
    group.overdue += row.overdue
    group.dueToday += row.dueToday
    group.dueNext += row.dueNext
  }
  for (const row of dueDone) of(keyOf(row)).dueToday += row.done
  for (const row of last30) {
    const group = of(keyOf(row))
    group.received30 += row.received
    group.finished30 += row.finished
    group.onTime30 += row.onTime
  }
  for (const group of groups.values()) group.rate30 = rate(group.onTime30, group.finished30)
  return groups
}

export function noFigures(): Rated {
  return {
    open: 0,
    overdue: 0,
    dueToday: 0,
    dueNext: 0,
    received30: 0,
    finished30: 0,
    onTime30: 0,
    rate30: null,
  }
}

/** A rate from too few endings says nothing about an agency's service. */
export function tellingRate({ finished30, rate30 }: Rated): number | null {
  return finished30 < fewestForRate ? null : rate30
}

/** Something is overdue, or the rate is below the alarm. */
export function needsIntervention(group: Rated): boolean {
  const telling = tellingRate(group)
  return group.overdue > 0 || (telling !== null && telling < onTimeAlarm)
}

/** Where a leader should look first: rates below the alarm, lowest first, then the most overdue. */
export function byUrgency(one: Rated, other: Rated): number {
  const alarm = (group: Rated) => Math.min(tellingRate(group) ?? onTimeAlarm, onTimeAlarm)
  return alarm(one) - alarm(other) || other.overdue - one.overdue
}

export function sumOf<Name extends string>(rows: readonly Record<Name, number>[], name: Name): number {
  return rows.reduce((total, row) => total + row[name], 0)
}
