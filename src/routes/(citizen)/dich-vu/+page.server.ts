import { findAnswers, listSectors, listServices } from '#server/modules/catalogue/index.ts'
import { perform } from '#server/platform/work.ts'
import type { PageServerLoad } from './$types'
import { foundItemOf, itemOf, queryIn } from './service-items.ts'

export const load: PageServerLoad = ({ url, locals }) => {
  const query = queryIn(url)
  const sectorCode = url.searchParams.get('linh-vuc') ?? ''
  return perform(locals.actor, async (work) => {
    const sectors = await listSectors(work)
    const sector = sectors.find(({ code }) => code === sectorCode)
    const inSector = (code: string): boolean => !sector || sector.code === code
    if (query !== '') {
      const found = (await findAnswers(work, query, 100)).filter((one) =>
        'service' in one ? inSector(one.service.sector.code) : !sector,
      )
      return { query, sectors, sector, count: found.length, found: found.map(foundItemOf), groups: [] }
    }
    const services = await listServices(work, sector ? { sector: sector.code } : {})
    const groups = sectors
      .filter(({ code }) => inSector(code))
      .map(({ code, name }) => ({
        name,
        items: services.filter((service) => service.sector.code === code).map(itemOf),
      }))
    return { query, sectors, sector, count: services.length, found: [], groups }
  })
}
