import { redirect } from '@sveltejs/kit'
import { urgencyOf } from '#server/crafts/calendar/index.ts'
import { listAgencies } from '#server/modules/agencies/index.ts'
import { listServices } from '#server/modules/catalogue/index.ts'
import {
  type BehindQuery,
  behindPageSize,
  figureReaders,
  figures,
  measures,
  type OpenedRow,
  openFigure,
} from '#server/modules/indicators/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import { provinceCalendar } from '#server/platform/province.ts'
import { handlesCases } from '#server/platform/rights.ts'
import { requireRole } from '#server/platform/web/guards.ts'
import { perform } from '#server/platform/work.ts'
import { dateWords, formatTime, localDay } from '#shared/dates.ts'
import { m } from '#shared/messages/index.ts'
import { compareTexts } from '#shared/text/index.ts'
import { readFigureQuery } from '../../../(wall)/dieu-hanh/figure-query.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url }) => {
  if (locals.actor.kind === 'anonymous') {
    redirect(303, `/dang-nhap?ve=${encodeURIComponent(url.pathname + url.search)}`)
  }
  const officer = requireRole(locals.actor, ...figureReaders())
  const query = readFigureQuery(url.searchParams)
  return perform(officer, async (work) => {
    const { rows, total } = await openFigure(work, officer, query)
    const today = localDay(work.now)
    const agencies = await listAgencies(work, today)
    const services = await listServices(work)
    const agencyNames = new Map(agencies.map(({ id, shortName }) => [id, shortName]))
    const serviceNames = new Map(services.map(({ code, plainName }) => [code, plainName]))
    const seesAll = officer.scope === 'province'
    return {
      query: {
        figure: query.figure,
        agency: query.agency ?? '',
        service: query.service ?? '',
        page: query.page,
      },
      title: m.indicators.title(query.figure),
      about: [
        query.agency ? (agencyNames.get(query.agency) ?? query.agency) : '',
        query.service ? (serviceNames.get(query.service) ?? query.service) : '',
      ].filter(Boolean),
      at: formatTime(work.now),
      total,
      pageSize: behindPageSize,
      rows: rows.map((row) => present(row, work.now, agencyNames, serviceNames, officer)),
      agencies: agencies
        .filter(({ id }) => seesAll || officer.agencyIds.includes(id))
        .map(({ id, shortName }) => ({ value: id, label: shortName }))
        .sort((one, other) => compareTexts(one.label, other.label)),
      services: services
        .map(({ code, plainName }) => ({ value: code, label: plainName }))
        .sort((one, other) => compareTexts(one.label, other.label)),
      figures: figures.map((figure) => ({ value: figure, label: m.indicators.title(figure) })),
      seesWall: officer.roles.some((role) => role === 'monitor' || role === 'commander'),
      order: officer.roles.includes('commander') ? orderWords(query) : null,
    }
  })
}

/** What a leader can make of the figure: an order to its agency, a choice of agencies, or why neither. */
function orderWords({ figure, agency }: BehindQuery): { words: string; isLink: boolean } {
  if (!measures.some((measure) => measure === figure)) return { words: m.indicators.noOrder, isLink: false }
  return { words: agency ? m.indicators.order : m.indicators.orderWhom, isLink: true }
}

function present(
  row: OpenedRow,
  now: Date,
  agencies: Map<string, string>,
  services: Map<string, string>,
  officer: Officer,
) {
  const isHere = officer.agencyIds.includes(row.agencyId) || officer.agencyIds.includes(row.handlingAgencyId)
  return {
    code: row.code,
    href: isHere && handlesCases(officer) ? `/mot-cua/${row.code}` : undefined,
    service: services.get(row.serviceCode) ?? row.serviceCode,
    agency: agencies.get(row.agencyId) ?? row.agencyId,
    handling: row.handlingAgencyId === row.agencyId ? '' : (agencies.get(row.handlingAgencyId) ?? ''),
    status: m.dossiers.statuses[row.status] ?? row.status,
    submitted: moment(row.submittedAt),
    ...dueOf(row, now),
    rating: row.rating === null ? '' : m.indicators.rated(row.rating),
    inCharge: inCharge(row),
    late: row.daysLate === null ? '' : m.indicators.daysLate(row.daysLate),
    remark: row.remark ?? '',
  }
}

/** Before acceptance it is the counter's turn and nobody's by name. */
function inCharge({ inCharge, status, finishedAt }: OpenedRow): string {
  if (inCharge) return m.indicators.inCharge(inCharge)
  if (finishedAt) return ''
  return status === 'submitted' ? m.indicators.atCounter : m.indicators.nobody
}

function dueOf({ status, bindingAt, finishedAt }: OpenedRow, now: Date) {
  if (status === 'supplement') return { state: 'hold' as const, due: m.indicators.noDeadline, finished: '' }
  const finished = finishedAt ? m.indicators.finished(moment(finishedAt)) : ''
  if (!bindingAt) return { state: 'hold' as const, due: m.indicators.unknown, finished }
  const isLate = (finishedAt ?? now) > bindingAt
  return {
    state:
      finishedAt && !isLate ? ('done' as const) : urgencyOf(provinceCalendar(), bindingAt, finishedAt ?? now),
    due: status === 'submitted' ? m.indicators.acceptBy(moment(bindingAt)) : moment(bindingAt),
    finished,
  }
}

function moment(at: Date): string {
  return `${formatTime(at)}, ${dateWords(at)}`
}
