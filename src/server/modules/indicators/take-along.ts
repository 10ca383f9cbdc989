/** What those who open a figure take along as a table: exactly what the page behind it shows them. */
import { listAgencies } from '#server/modules/agencies/index.ts'
import { listServices } from '#server/modules/catalogue/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import { mostCsvRows, writeCsv } from '#server/platform/web/csv.ts'
import type { Work } from '#server/platform/work.ts'
import { formatDate, formatTime, localDay } from '#shared/dates.ts'
import { m } from '#shared/messages/index.ts'
import type { BehindQuery } from './model.ts'
import { openFigure } from './open-figure.ts'

/** The dossiers behind a figure, at most 10,000; opening them is recorded as on the page. */
export async function figureCsv(work: Work, officer: Officer, query: BehindQuery): Promise<Iterable<string>> {
  const { rows } = await openFigure(work, officer, { ...query, page: 1 }, mostCsvRows)
  const agencies = new Map((await listAgencies(work, localDay(work.now))).map(({ id, name }) => [id, name]))
  const services = new Map((await listServices(work)).map(({ code, plainName }) => [code, plainName]))
  return writeCsv(
    m.indicators.takeAlong.columns,
    rows.map((row) => [
      row.code,
      row.serviceCode,
      services.get(row.serviceCode) ?? row.serviceCode,
      agencies.get(row.agencyId) ?? row.agencyId,
      agencies.get(row.handlingAgencyId) ?? row.handlingAgencyId,
      row.inCharge,
      m.dossiers.statuses[row.status] ?? row.status,
      moment(row.submittedAt),
      moment(row.bindingAt),
      moment(row.finishedAt),
      row.daysLate,
      row.rating,
      row.remark,
    ]),
  )
}

function moment(at: Date | null): string {
  return at ? `${formatDate(at)} ${formatTime(at)}` : ''
}
