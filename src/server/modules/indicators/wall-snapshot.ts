/** Everything the wall shows, computed in two speeds: what moves by the second, and what moves by the minute. */
import { listAgencies, listCommunes } from '#server/modules/agencies/index.ts'
import { listServices } from '#server/modules/catalogue/index.ts'
import { type Counts, fewestForRate, onTimeAlarm, onTimeTarget, rate } from '#server/modules/indicators/model.ts'
import {
  countBySlot,
  countDueDoneToday,
  countOpen,
  type DaySums,
  type OpenCounts,
  sumDays,
  totalsByDay,
} from '#server/modules/indicators/queries.ts'
import { provinceCalendar } from '#server/platform/province.ts'
import type { Work } from '#server/platform/work.ts'
import { addDays, type LocalDay, localDay, startOfLocalDay, weekdayOf } from '#shared/dates.ts'

/** A figure and the moment its data stood. `value` null: not known, which is not zero. */
export interface Tile {
  value: number | null
  asOf: string
  /** After so many seconds the figure counts as old. */
  contractSeconds: number
}

export interface PlaceFigures extends Counts {
  id: string
  name: string
  unitCode: string | null
  rate30: number | null
}

export interface Trouble {
  agencyId: string
  agencyName: string
  serviceCode: string
  serviceName: string
  overdue: number
  rate30: number | null
}

export interface WallSnapshot {
  at: string
  tiles: {
    received: Tile & { usual: number | null }
    inProcess: Tile & { communes: number; departments: number }
    dueToday: Tile & { done: number }
    overdue: Tile & { share: number | null; yesterday: number | null }
    onTime: Tile & { target: number; before: number | null }
    satisfaction: Tile & { ratings: number }
  }
  communes: PlaceFigures[]
  agencies: PlaceFigures[]
  services: (Counts & { code: string; name: string; rate30: number | null })[]
  trouble: Trouble[]
  pulse: { slot: number; count: number; usual: number }[]
}

/** What changes slowly: kept between snapshots for `slowMs`. */
export interface SlowFigures {
  at: Date
  last30: DaySums[]
  month: DaySums[]
  monthBefore: DaySums[]
  usualReceived: number | null
  usualPulse: Map<number, number>
  pulse: { slot: number; count: number }[]
}

export const slowMs = 5_000

export async function computeSlow(work: Work): Promise<SlowFigures> {
  const today = localDay(work.now)
  const firstOfMonth = `${today.slice(0, 8)}01`
  const lastOfBefore = addDays(firstOfMonth, -1)
  const similar = similarDays(today)
  const totals = await totalsByDay(work.tx, similar)
  const pulses = await Promise.all(similar.slice(0, 1).map((day) => countBySlot(work.tx, day)))
  return {
    at: work.now,
    last30: await sumDays(work.tx, addDays(today, -29), today),
    month: await sumDays(work.tx, firstOfMonth, today),
    monthBefore: await sumDays(work.tx, `${lastOfBefore.slice(0, 8)}01`, lastOfBefore),
    usualReceived: totals.length === 0 ? null : Math.round(sum(totals, 'received') / totals.length),
    usualPulse: new Map((pulses[0] ?? []).map(({ slot, count }) => [slot, count])),
    pulse: await countBySlot(work.tx, today),
  }
}

/** The last four working days on the same weekday. */
function similarDays(today: LocalDay): LocalDay[] {
  const calendar = provinceCalendar()
  const days: LocalDay[] = []
  for (let weeks = 1; weeks <= 10 && days.length < 4; weeks++) {
    const day = addDays(today, -7 * weeks)
    if (weekdayOf(day) === weekdayOf(today) && calendar.dayKind(day).working) days.push(day)
  }
  return days
}

export async function computeWall(work: Work, slow: SlowFigures): Promise<WallSnapshot> {
  const today = localDay(work.now)
  const start = startOfLocalDay(today)
  const tomorrow = startOfLocalDay(addDays(today, 1))
  const open = await countOpen(work.tx, work.now, tomorrow)
  const day = await sumDays(work.tx, today, today)
  const done = await countDueDoneToday(work.tx, start, tomorrow)
  const agencies = await listAgencies(work, today)
  const communeCodes = new Map((await listCommunes(work, today)).map((unit) => [unit.id, unit.code]))
  const services = await listServices(work)

  const inProcess = sum(open, 'open')
  const overdue = sum(open, 'overdue')
  const left = sum(open, 'dueToday')
  const byAgency = group(open, slow.last30, ({ agencyId }) => agencyId)
  const byService = group(open, slow.last30, ({ serviceCode }) => serviceCode)
  const places = agencies
    .filter(({ id, kind }) => byAgency.has(id) || kind === 'people_committee')
    .map((agency) => ({
      id: agency.id,
      name: agency.shortName,
      unitCode: agency.unitId ? (communeCodes.get(agency.unitId) ?? null) : null,
      ...figures(byAgency.get(agency.id)),
    }))
  const communes = places.filter(({ unitCode }) => unitCode !== null)
  const others = places.filter(({ unitCode, open: count, finished30 }) => unitCode === null && count + finished30 > 0)
  const now = work.now.toISOString()
  const slowAt = slow.at.toISOString()
  return {
    at: now,
    tiles: {
      received: { value: sum(day, 'received'), asOf: now, contractSeconds: 10, usual: slow.usualReceived },
      inProcess: {
        value: inProcess,
        asOf: now,
        contractSeconds: 10,
        communes: communes.filter((place) => place.open > 0).length,
        departments: others.filter((place) => place.open > 0).length,
      },
      dueToday: { value: left + done, asOf: now, contractSeconds: 10, done },
      overdue: { value: overdue, asOf: now, contractSeconds: 10, share: rate(overdue, inProcess), yesterday: null },
      onTime: {
        value: rate(sum(slow.month, 'onTime'), sum(slow.month, 'finished')),
        asOf: slowAt,
        contractSeconds: 60,
        target: onTimeTarget,
        before: rate(sum(slow.monthBefore, 'onTime'), sum(slow.monthBefore, 'finished')),
      },
      satisfaction: {
        value: satisfaction(slow.last30),
        asOf: slowAt,
        contractSeconds: 600,
        ratings: sum(slow.last30, 'ratings'),
      },
    },
    communes,
    agencies: others,
    services: services
      .filter(({ code }) => byService.has(code))
      .map(({ code, plainName }) => ({ code, name: plainName, ...figures(byService.get(code)) })),
    trouble: listTrouble(open, slow.last30, names(agencies), new Map(services.map((s) => [s.code, s.plainName]))),
    pulse: slow.pulse.map(({ slot, count }) => ({ slot, count, usual: slow.usualPulse.get(slot) ?? 0 })),
  }
}

/** Share of the highest mark, in percent. */
function satisfaction(sums: readonly DaySums[]): number | null {
  return rate(sum(sums, 'ratingSum'), sum(sums, 'ratings') * 5)
}

function names(agencies: readonly { id: string; shortName: string }[]): Map<string, string> {
  return new Map(agencies.map(({ id, shortName }) => [id, shortName]))
}

function group<Key extends string>(
  open: readonly OpenCounts[],
  last30: readonly DaySums[],
  keyOf: (row: { agencyId: string; serviceCode: string }) => Key,
): Map<Key, Counts> {
  const groups = new Map<Key, Counts>()
  const of = (key: Key): Counts => {
    const counts = groups.get(key) ?? { open: 0, overdue: 0, dueToday: 0, received30: 0, finished30: 0, onTime30: 0 }
    groups.set(key, counts)
    return counts
  }
  for (const row of open) {
    const counts = of(keyOf(row))
    counts.open += row.open
    counts.overdue += row.overdue
    counts.dueToday += row.dueToday
  }
  for (const row of last30) {
    const counts = of(keyOf(row))
    counts.received30 += row.received
    counts.finished30 += row.finished
    counts.onTime30 += row.onTime
  }
  return groups
}

function figures(counts: Counts | undefined): Counts & { rate30: number | null } {
  const known = counts ?? { open: 0, overdue: 0, dueToday: 0, received30: 0, finished30: 0, onTime30: 0 }
  return { ...known, rate30: rate(known.onTime30, known.finished30) }
}

/** Where a leader should look first: the lowest rates below the alarm, then the most overdue. */
function listTrouble(
  open: readonly OpenCounts[],
  last30: readonly DaySums[],
  agencyNames: Map<string, string>,
  serviceNames: Map<string, string>,
): Trouble[] {
  const groups = group(open, last30, ({ agencyId, serviceCode }) => `${agencyId} ${serviceCode}`)
  return [...groups]
    .map(([key, counts]) => {
      const [agencyId = '', serviceCode = ''] = key.split(' ')
      return {
        agencyId,
        agencyName: agencyNames.get(agencyId) ?? agencyId,
        serviceCode,
        serviceName: serviceNames.get(serviceCode) ?? serviceCode,
        overdue: counts.overdue,
        rate30: counts.finished30 < fewestForRate ? null : rate(counts.onTime30, counts.finished30),
      }
    })
    .filter(({ overdue, rate30 }) => overdue > 0 || (rate30 !== null && rate30 < onTimeAlarm))
    .sort((a, b) => (a.rate30 ?? 100) - (b.rate30 ?? 100) || b.overdue - a.overdue)
    .slice(0, 30)
}

function sum<Key extends string>(rows: readonly Record<Key, number>[], key: Key): number {
  return rows.reduce((total, row) => total + row[key], 0)
}
