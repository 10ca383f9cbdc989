import { listServices, listToCome } from '#server/modules/catalogue/index.ts'
import { requireRole } from '#server/platform/web/guards.ts'
import { perform } from '#server/platform/work.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = ({ locals }) => {
  const officer = requireRole(locals.actor, 'administrator')
  return perform(officer, async (work) => {
    const coming = (await listToCome(work)).map(({ service }) => ({ service, isComing: true }))
    const current = (await listServices(work)).map((service) => ({ service, isComing: false }))
    return {
      rules: [...coming, ...current].flatMap(({ service, isComing }) =>
        service.fees.map((fee) => ({
          code: service.code,
          service: service.plainName,
          validFrom: service.validFrom,
          validTo: service.validTo ?? null,
          isComing,
          key: fee.key,
          name: fee.name,
          amount: fee.amount,
          payAt: fee.payAt,
          basis: fee.basis,
          waivers: fee.waivers.length,
        })),
      ),
    }
  })
}
