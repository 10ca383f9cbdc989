import { listUnverified, listUnverifiedDays } from '#server/modules/administration/index.ts'
import { listToCome } from '#server/modules/catalogue/index.ts'
import { provinceCalendar } from '#server/platform/province.ts'
import { requireRole } from '#server/platform/web/guards.ts'
import { perform } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = ({ locals }) => {
  const officer = requireRole(locals.actor, 'administrator')
  return perform(officer, async (work) => {
    const { services, agencies, agencyCount } = await listUnverified(work, officer)
    const coming = await listToCome(work)
    return {
      days: listUnverifiedDays(provinceCalendar(), localDay(work.now)),
      coming: coming.map(({ service, inForce, changes }) => ({
        code: service.code,
        name: service.plainName,
        version: service.version,
        validFrom: service.validFrom,
        instead: inForce?.version,
        changes,
      })),
      services: services.map(({ service, figures }) => ({
        code: service.code,
        name: service.name,
        version: service.version,
        validFrom: service.validFrom,
        gaps: figures.map((figure) => ({ figure, ...service.sources[figure] })),
      })),
      agencies: agencies.map(({ id, code, name, symbol }) => ({ id, code, name, symbol })),
      agencyCount,
    }
  })
}
