import { type BehindQuery, type Measure, rate } from '#server/modules/indicators/model.ts'
import { type BehindRow, countOpen, listBehind, sumDays } from '#server/modules/indicators/queries.ts'
import { figureOpened } from '#server/modules/indicators/events.ts'
import type { Officer } from '#server/platform/actor.ts'
import { newId } from '#server/platform/id.ts'
import type { Work } from '#server/platform/work.ts'
import { addDays, localDay, startOfLocalDay } from '#shared/dates.ts'

export const behindPageSize = 50

/** Opens a number into its dossiers, under the reader's rights: row policies keep out what is not theirs. */
export async function openFigure(work: Work, officer: Officer, query: BehindQuery): Promise<BehindRow[]> {
  const tomorrow = startOfLocalDay(addDays(localDay(work.now), 1))
  const { measure, agency = null, service = null } = query
  await work.record(figureOpened(newId(), { measure, agencyId: agency, serviceCode: service, readerId: officer.id }))
  return listBehind(work.tx, query, work.now, tomorrow, behindPageSize)
}

/** The figure of one agency, or of one of its services, as it stands now; null when it is not available. */
export async function currentValue(
  work: Work,
  measure: Measure,
  agencyId: string,
  serviceCode: string | null,
): Promise<number | null> {
  const today = localDay(work.now)
  const mine = (row: { agencyId: string; serviceCode: string }) =>
    row.agencyId === agencyId && (serviceCode === null || row.serviceCode === serviceCode)
  if (measure === 'on_time') {
    const rows = (await sumDays(work.tx, addDays(today, -29), today)).filter(mine)
    return rate(total(rows.map(({ onTime }) => onTime)), total(rows.map(({ finished }) => finished)))
  }
  const rows = (await countOpen(work.tx, work.now, startOfLocalDay(addDays(today, 1)))).filter(mine)
  if (measure === 'overdue') return total(rows.map(({ overdue }) => overdue))
  if (measure === 'due_today') return total(rows.map(({ dueToday }) => dueToday))
  return total(rows.map(({ open }) => open))
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0)
}
