/** Everything the wall shows at one instant. */

import { openingOf } from '#server/crafts/calendar/index.ts'
import type { OpenOrder } from '#server/modules/directives/index.ts'
import {
  byUrgency,
  type DaySums,
  groupFigures,
  type Measure,
  type Names,
  needsIntervention,
  noFigures,
  onTimeTarget,
  type Rated,
  rate,
  sumOf,
  tellingRate,
} from '#server/modules/indicators/index.ts'
import { provinceCalendar } from '#server/platform/province.ts'
import { localDay, localMinutes } from '#shared/dates.ts'
import type { FiguresNow } from './figures-now.ts'

/** A figure and the moment its data stood. `value` null: not known, which is not zero. */
export interface Tile {
  value: number | null
  asOf: string
  /** After so many seconds the figure counts as old. */
  contractSeconds: number
}

export interface PlaceFigures extends Rated {
  id: string
  name: string
  /** Of the commune it governs; null for departments. */
  unitCode: string | null
  /** Figures of the whole agency that an order waits for. */
  ordered: Measure[]
}

export interface ServiceFigures extends Rated {
  code: string
  name: string
}

export interface Trouble {
  agencyId: string
  agencyName: string
  serviceCode: string
  serviceName: string
  /** The figure it is listed for, and an order would be about. */
  measure: Measure
  overdue: number
  /** Ended late in the days of the rate. */
  late30: number
  rate30: number | null
  /** Since when an order about this very figure waits for the figure to recover. */
  orderedAt: string | null
}

export interface WallSnapshot {
  at: string
  /** Whether offices are open; while they are closed, when they open again and on which day. Null beyond the legal calendar. */
  opening: { isOpen: boolean; opensAt: string; day: string } | null
  tiles: {
    received: Tile & { usual: number | null }
    inProcess: Tile & { communes: number; departments: number }
    dueToday: Tile & { done: number }
    /** Due on the next working day. */
    dueNext: Tile & { day: string }
    /** Submitted and not yet accepted: what the next opening begins with. */
    waiting: Tile & { agencies: number }
    overdue: Tile & { share: number | null; agencies: number }
    onTime: Tile & { target: number; before: number | null }
    satisfaction: Tile & { ratings: number }
    /** Charges of dossiers paid without cash among those paid, in percent, of the days of a rate. */
    cashless: Tile & { paid: number }
  }
  communes: PlaceFigures[]
  agencies: PlaceFigures[]
  services: ServiceFigures[]
  trouble: Trouble[]
  /** Received by ten-minute span from midnight; `usual` is the average of similar days. */
  pulse: { counts: number[]; usual: number[] | null }
}

const mostTrouble = 30

/** The figures as the wall shows them. */
export function showWall({
  now,
  stock,
  settled: slow,
}: Pick<FiguresNow, 'now' | 'stock' | 'settled'>): WallSnapshot {
  const { names } = slow
  const { slots, today } = stock
  const open = names.atSuccessors(stock.open)
  const dueDone = names.atSuccessors(stock.dueDone)
  const done = sumOf(dueDone, 'done')
  const last30 = names.atSuccessors(slow.last30)

  const places = placesOf(
    groupFigures(open, last30, ({ agencyId }) => agencyId, dueDone),
    names,
    slow.orders,
  )
  const communes = places.filter(({ unitCode }) => unitCode !== null)
  const departments = places.filter((place) => place.unitCode === null && place.open + place.finished30 > 0)
  const byService = groupFigures(open, last30, ({ serviceCode }) => serviceCode, dueDone)
  const inProcess = sumOf(open, 'open')
  const overdue = sumOf(open, 'overdue')
  const live = { asOf: now.toISOString(), contractSeconds: 10 }
  const slowAt = slow.at.toISOString()
  const opening = openingOf(provinceCalendar(), now)
  return {
    at: live.asOf,
    opening: opening ? { ...opening, opensAt: opening.opensAt.toISOString() } : null,
    tiles: {
      received: { ...live, value: sumOf(slots, 'count'), usual: usualUntil(slow.past.usualBySlot, now) },
      inProcess: {
        ...live,
        value: inProcess,
        communes: communes.filter((place) => place.open > 0).length,
        departments: departments.filter((place) => place.open > 0).length,
      },
      dueToday: { ...live, value: sumOf(open, 'dueToday') + done, done },
      dueNext: { ...live, value: sumOf(open, 'dueNext'), day: localDay(today.next.start) },
      waiting: {
        ...live,
        value: sumOf(open, 'waiting'),
        agencies: new Set(open.filter(({ waiting }) => waiting > 0).map(({ agencyId }) => agencyId)).size,
      },
      overdue: {
        ...live,
        value: overdue,
        share: rate(overdue, inProcess),
        agencies: places.filter((place) => place.overdue > 0).length,
      },
      onTime: {
        value: rate(sumOf(slow.month, 'onTime'), sumOf(slow.month, 'finished')),
        asOf: slowAt,
        contractSeconds: 60,
        target: onTimeTarget,
        before: rate(sumOf(slow.past.monthBefore, 'onTime'), sumOf(slow.past.monthBefore, 'finished')),
      },
      satisfaction: {
        value: satisfaction(slow.last30),
        asOf: slowAt,
        contractSeconds: 600,
        ratings: sumOf(slow.last30, 'ratings'),
      },
      cashless: {
        value: slow.paid30.rate,
        asOf: slowAt,
        contractSeconds: 60,
        paid: slow.paid30.paid,
      },
    },
    communes,
    agencies: departments.sort((one, other) => other.overdue - one.overdue || other.open - one.open),
    services: [...byService]
      .map(([code, figures]) => ({ code, name: names.service(code), ...figures }))
      .sort((one, other) => other.overdue - one.overdue || other.open - one.open),
    trouble: listTrouble(
      groupFigures(open, last30, ({ agencyId, serviceCode }) => `${agencyId} ${serviceCode}`),
      names,
      slow.orders,
    ),
    pulse: { counts: spread(slots), usual: slow.past.usualBySlot?.map(Math.round) ?? null },
  }
}

/** Share of the highest mark, in percent. */
function satisfaction(sums: readonly DaySums[]): number | null {
  return rate(sumOf(sums, 'ratingSum'), sumOf(sums, 'ratings') * 5)
}

/** What is usual up to this minute of the day. */
function usualUntil(usualBySlot: readonly number[] | undefined, now: Date): number | null {
  if (!usualBySlot) return null
  const slots = localMinutes(now) / 10
  const whole = Math.floor(slots)
  const until = usualBySlot.slice(0, whole).reduce((total, count) => total + count, 0)
  return Math.round(until + (usualBySlot[whole] ?? 0) * (slots - whole))
}

/** A list of spans from midnight up to the last that holds anything. */
function spread(slots: readonly { slot: number; count: number }[]): number[] {
  const counts = new Array<number>((slots.at(-1)?.slot ?? -1) + 1).fill(0)
  for (const { slot, count } of slots) counts[slot] = count
  return counts
}

function placesOf(
  byAgency: ReadonlyMap<string, Rated>,
  { agencies, communeOf }: Names,
  tasks: readonly OpenOrder[],
): PlaceFigures[] {
  return agencies.map((agency) => {
    const commune = communeOf(agency)
    return {
      id: agency.id,
      name: commune?.fullName ?? agency.shortName,
      unitCode: commune?.code ?? null,
      ordered: tasks
        .filter(({ agencyId, serviceCode }) => agencyId === agency.id && serviceCode === null)
        .map(({ measure }) => measure),
      ...(byAgency.get(agency.id) ?? noFigures()),
    }
  })
}

function listTrouble(
  groups: ReadonlyMap<string, Rated>,
  names: Names,
  tasks: readonly OpenOrder[],
): Trouble[] {
  return [...groups]
    .filter(([, group]) => needsIntervention(group))
    .sort(([, one], [, other]) => byUrgency(one, other))
    .slice(0, mostTrouble)
    .map(([key, group]) => {
      const [agencyId = '', serviceCode = ''] = key.split(' ')
      const measure = group.overdue > 0 ? 'overdue' : 'on_time'
      const task = tasks.find(
        (open) => open.agencyId === agencyId && open.serviceCode === serviceCode && open.measure === measure,
      )
      return {
        agencyId,
        agencyName: names.agency(agencyId),
        serviceCode,
        serviceName: names.service(serviceCode),
        measure,
        overdue: group.overdue,
        late30: group.finished30 - group.onTime30,
        rate30: tellingRate(group),
        orderedAt: task?.issuedAt.toISOString() ?? null,
      }
    })
}
