/** The figures an order can be about, agency by agency. */
import { inheritedAgencyIds } from '#server/modules/agencies/index.ts'
import type { Work } from '#server/platform/work.ts'
import { addDays, localDay } from '#shared/dates.ts'
import { groupFigures, type Rated, sumOf } from './group-figures.ts'
import { type Measure, rate, rateDays } from './model.ts'
import { namesOf } from './names.ts'
import { countOpen, dayOf, sumDays } from './queries.ts'

/** The figure of one agency, or of one of its services, as it stands now; null when it is not available. */
export async function currentValue(
  work: Work,
  measure: Measure,
  agencyId: string,
  serviceCode: string | null,
): Promise<number | null> {
  const agencyIds = new Set(await inheritedAgencyIds(work, agencyId))
  const mine = (row: { agencyId: string; serviceCode: string }) =>
    agencyIds.has(row.agencyId) && (serviceCode === null || row.serviceCode === serviceCode)
  if (measure === 'on_time') {
    const today = localDay(work.now)
    const rows = (await sumDays(work.tx, addDays(today, 1 - rateDays), today)).filter(mine)
    return rate(sumOf(rows, 'onTime'), sumOf(rows, 'finished'))
  }
  const rows = (await countOpen(work.tx, dayOf(work.now))).filter(mine)
  return sumOf(rows, measure === 'overdue' ? 'overdue' : 'open')
}

export interface AgencyValue {
  agencyId: string
  value: number
}

const mostValues = 100

/**
 * Every agency whose figure could be better, the worst first, at most 100: none without anything overdue or under way,
 * none that is always in time.
 */
export async function listAgencyValues(
  work: Work,
  measure: Measure,
  serviceCode: string | null,
): Promise<AgencyValue[]> {
  const today = localDay(work.now)
  const { atSuccessors } = await namesOf(work, today)
  const mine = (row: { serviceCode: string }) => serviceCode === null || row.serviceCode === serviceCode
  const open = atSuccessors(await countOpen(work.tx, dayOf(work.now))).filter(mine)
  const last30 = atSuccessors(await sumDays(work.tx, addDays(today, 1 - rateDays), today)).filter(mine)
  return [...groupFigures(open, last30, ({ agencyId }) => agencyId)]
    .map(([agencyId, group]) => ({
      agencyId,
      value: measured(group, measure),
    }))
    .filter(
      (row): row is AgencyValue => row.value !== null && row.value !== (measure === 'on_time' ? 100 : 0),
    )
    .sort((one, other) => (one.value - other.value) * (measure === 'on_time' ? 1 : -1))
    .slice(0, mostValues)
}

function measured({ overdue, open, rate30 }: Rated, measure: Measure): number | null {
  return measure === 'on_time' ? rate30 : measure === 'overdue' ? overdue : open
}
