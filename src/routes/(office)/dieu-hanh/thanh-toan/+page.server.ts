import { redirect } from '@sveltejs/kit'
import { listAgencies } from '#server/modules/agencies/index.ts'
import { listServices } from '#server/modules/catalogue/index.ts'
import { paidFigures, paidGroups, paidPeriods, paidReaders } from '#server/modules/indicators/index.ts'
import { requireRole } from '#server/platform/web/guards.ts'
import { perform } from '#server/platform/work.ts'
import { formatDate, formatTime, localDay } from '#shared/dates.ts'
import { m } from '#shared/messages/index.ts'
import { compareTexts } from '#shared/text/index.ts'
import { readPaidQuery } from '../../../(wall)/dieu-hanh/paid-query.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url }) => {
  if (locals.actor.kind === 'anonymous') {
    redirect(303, `/dang-nhap?ve=${encodeURIComponent(url.pathname + url.search)}`)
  }
  const officer = requireRole(locals.actor, ...paidReaders())
  const query = readPaidQuery(url.searchParams)
  return perform(officer, async (work) => {
    const { from, to, total, rows, uncounted } = await paidFigures(work, officer, query)
    const agencies = await listAgencies(work, localDay(work.now))
    const services = await listServices(work)
    const words = m.indicators.paid
    const byLabel = (options: { value: string; label: string }[]) =>
      options.sort((one, other) => compareTexts(one.label, other.label))
    return {
      query: {
        by: query.by,
        period: query.period,
        agency: query.agency ?? '',
        service: query.service ?? '',
      },
      search: url.search,
      at: formatTime(work.now),
      span: words.span(formatDate(from), formatDate(to)),
      total,
      rows: rows.map((row) => ({ ...row, name: row.name || words.noCommune })),
      uncounted,
      periods: paidPeriods.map((value) => ({ value, label: words.periods[value] })),
      groups: paidGroups.map((value) => ({ value, label: words.groups[value] })),
      agencies: byLabel(
        agencies
          .filter(({ id }) => officer.scope === 'province' || officer.agencyIds.includes(id))
          .map(({ id, shortName }) => ({ value: id, label: shortName })),
      ),
      services: byLabel(services.map(({ code, plainName }) => ({ value: code, label: plainName }))),
      seesWall: officer.roles.some((role) => role === 'monitor' || role === 'commander'),
    }
  })
}
