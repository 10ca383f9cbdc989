/** Sổ theo dõi hồ sơ (Mẫu số 07): the dossiers an agency received in a span of days, as a paper and as a table. */
import { z } from 'zod'
import { getAgency, listAgencies } from '#server/modules/agencies/index.ts'
import { listServices } from '#server/modules/catalogue/index.ts'
import { mostRegisterRows, renderRegister } from '#server/modules/documents/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import { requireCaseHandler } from '#server/platform/rights.ts'
import { mostCsvRows, writeCsv } from '#server/platform/web/csv.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { addDays, endOfLocalDay, formatDate, formatTime, localDay, startOfLocalDay } from '#shared/dates.ts'
import { Day } from '#shared/day.ts'
import { m } from '#shared/messages/index.ts'
import { recordFound } from '../read/work-list.ts'
import { registerSpanWrong, registerTooLong } from '../refusals.ts'
import { counterOf, letterheadOf } from './paper-heads.ts'
import { listRegister, type RegisterRow } from './register-queries.ts'

export const RegisterSpan = z.object({ from: Day, to: Day })
export type RegisterSpan = z.infer<typeof RegisterSpan>

/** A quarter of a year with its odd days. */
const mostDays = 92

/**
 * The register as PDF, across. It names people: that each was listed is recorded. A span that holds more than one paper takes
 * is refused; the table takes more.
 */
export async function registerPdf(officer: Officer, span: RegisterSpan): Promise<Uint8Array> {
  const data = await perform(officer, async (work) => {
    const rows = await rowsOf(work, officer, span, mostRegisterRows)
    const agency = await getAgency(work, officer.agencyId)
    const today = localDay(work.now)
    const counter = await counterOf(work, agency, today)
    return {
      letterhead: letterheadOf(agency, counter, '', today),
      unit: counter.name,
      ...span,
      takenBy: officer.name,
      columns: [...m.dossiers.register.columns],
      rows,
    }
  })
  return renderRegister(data)
}

/** The same as a table of at most 10,000 rows. */
export async function registerCsv(
  work: Work,
  officer: Officer,
  span: RegisterSpan,
): Promise<Iterable<string>> {
  return writeCsv(m.dossiers.register.columns, await rowsOf(work, officer, span, mostCsvRows))
}

async function rowsOf(
  work: Work,
  officer: Officer,
  { from, to }: RegisterSpan,
  most: number,
): Promise<string[][]> {
  requireCaseHandler(officer)
  if (to < from || addDays(from, mostDays) <= to) throw registerSpanWrong({ days: mostDays })
  const span = { begin: startOfLocalDay(from), end: endOfLocalDay(to) }
  const rows = await listRegister(work.tx, officer.agencyIds, span, most + 1)
  if (rows.length > most) throw registerTooLong({ most })
  await recordFound(work, officer, rows, 'list')
  const services = new Map((await listServices(work)).map(({ code, plainName }) => [code, plainName]))
  const agencies = new Map((await listAgencies(work, localDay(work.now))).map(({ id, name }) => [id, name]))
  const words = m.dossiers.register
  return rows.map((row) => [
    row.number === null ? '' : String(row.number),
    row.code,
    `${services.get(row.serviceCode) ?? ''} (${row.serviceCode})`,
    [row.applicantName, row.address, row.phone].filter((part) => part && part !== 'không').join(', '),
    agencies.get(row.handlingAgencyId) ?? row.handlingAgencyId,
    moment(row.acceptedAt ?? row.submittedAt),
    moment(row.acceptedAt ? row.dueAt : null),
    moment(row.finishedAt),
    row.way ? words.ways[row.way] : words.ways.online,
    noteOf(row),
  ])
}

function noteOf({ status, onTime, way, paperEndedAt }: RegisterRow): string {
  const words = m.dossiers.register
  return [
    m.dossiers.statuses[status],
    onTime === false && status !== 'withdrawn' ? words.late : '',
    way && paperEndedAt ? words.paperLeft(moment(paperEndedAt)) : '',
  ]
    .filter(Boolean)
    .join('; ')
}

function moment(at: Date | null): string {
  return at ? `${formatTime(at)} ${formatDate(at)}` : ''
}
