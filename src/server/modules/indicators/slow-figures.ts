/** The part of the wall that moves by the minute or the day, kept between snapshots. */

import { provinceCalendar } from '#server/platform/province.ts'
import type { Work } from '#server/platform/work.ts'
import { addDays, type LocalDay, localDay, weekdayOf } from '#shared/dates.ts'
import { rateDays } from './model.ts'
import { type Names, namesOf } from './names.ts'
import { figureOf, type PaidFigure } from './paid-figures.ts'
import { sumPaid } from './paid-queries.ts'
import { countBySlot, type DaySums, sumDays } from './queries.ts'

export interface SlowFigures {
  at: Date
  last30: DaySums[]
  month: DaySums[]
  /** What was paid and how in the days of a rate, in the whole province. */
  paid30: PaidFigure
  names: Names
  past: PastFigures
}

/** What yesterday and earlier have settled for the whole of today. */
interface PastFigures {
  day: LocalDay
  monthBefore: DaySums[]
  /** Average of similar days by ten-minute span; undefined without any. */
  usualBySlot: number[] | undefined
}

export const slowMs = 5_000

/** Reads anew what is older than `slowMs`; what is past is read once a day. */
export async function computeSlow(work: Work, before?: SlowFigures): Promise<SlowFigures> {
  const today = localDay(work.now)
  const past = before?.past.day === today ? before.past : await computePast(work, today)
  return {
    at: work.now,
    last30: await sumDays(work.tx, addDays(today, 1 - rateDays), today),
    month: await sumDays(work.tx, `${today.slice(0, 8)}01`, today),
    paid30: figureOf(await sumPaid(work.tx, addDays(today, 1 - rateDays), today)),
    names: await namesOf(work, today),
    past,
  }
}

async function computePast(work: Work, today: LocalDay): Promise<PastFigures> {
  const lastOfBefore = addDays(`${today.slice(0, 8)}01`, -1)
  const days = []
  for (const day of similarDays(today)) {
    const slots = await countBySlot(work.tx, day)
    if (slots.length > 0) days.push(slots)
  }
  const usual = days.length > 0 ? new Array<number>(144).fill(0) : undefined
  for (const { slot, count } of days.flat()) {
    if (usual) usual[slot] = (usual[slot] ?? 0) + count / days.length
  }
  return {
    day: today,
    monthBefore: await sumDays(work.tx, `${lastOfBefore.slice(0, 8)}01`, lastOfBefore),
    usualBySlot: usual,
  }
}

/** The last four days of the same weekday that were working days, or were not, as today is. */
function similarDays(today: LocalDay): LocalDay[] {
  const calendar = provinceCalendar()
  const isWorking = calendar.dayKind(today).working
  const days: LocalDay[] = []
  for (let weeks = 1; weeks <= 10 && days.length < 4; weeks++) {
    const day = addDays(today, -7 * weeks)
    if (weekdayOf(day) === weekdayOf(today) && calendar.dayKind(day).working === isWorking) days.push(day)
  }
  return days
}
