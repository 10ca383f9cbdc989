/** What those who watch the wall take along as a table: exactly what it shows them. */

import type { Officer } from '#server/platform/actor.ts'
import { writeCsv } from '#server/platform/web/csv.ts'
import { requireRole } from '#server/platform/web/guards.ts'
import { formatDate, formatTime } from '#shared/dates.ts'
import { m } from '#shared/messages/index.ts'
import { wall } from './wall.ts'

/** The figures of every agency as the wall has them now. */
export async function wallCsv(officer: Officer): Promise<Iterable<string>> {
  requireRole(officer, 'monitor', 'commander')
  const { snapshot } = await wall.read()
  const moment = new Date(snapshot.at)
  const at = `${formatDate(moment)} ${formatTime(moment)}`
  return writeCsv(
    m.wall.takeAlong.columns,
    [...snapshot.communes, ...snapshot.agencies].map((place) => [
      place.id,
      place.name,
      place.open,
      place.overdue,
      place.dueToday,
      place.received30,
      place.finished30,
      place.onTime30,
      place.rate30,
      at,
    ]),
  )
}
