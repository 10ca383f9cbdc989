import { listServices } from '#server/modules/catalogue/index.ts'
import { province } from '#server/platform/province.ts'
import { perform } from '#server/platform/work.ts'
import type { PageServerLoad } from './$types'
import { itemOf, queryIn } from './dich-vu/service-items.ts'
import { suggest } from './dich-vu/suggestions.server.ts'

export const load: PageServerLoad = ({ url, locals }) => {
  const query = queryIn(url)
  return perform(locals.actor, async (work) => {
    const services = await listServices(work)
    const byCode = new Map(services.map((service) => [service.code, service]))
    return {
      query,
      suggestions: query === '' ? undefined : await suggest(work, query),
      popular: province()
        .popularServices.flatMap((code) => byCode.get(code) ?? [])
        .map(itemOf),
      count: services.length,
    }
  })
}
