import { getService, unverifiedParts } from '#server/modules/catalogue/index.ts'
import { perform } from '#server/platform/work.ts'
import { describeService } from '../describe-service.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ params, locals }) => {
  const service = await perform(locals.actor, (work) => getService(work, params.ma))
  const mayKnowGaps = locals.actor.kind === 'officer' && locals.actor.roles.includes('administrator')
  return {
    service: describeService(service),
    unverified: mayKnowGaps
      ? { parts: unverifiedParts(service), note: service.verified.note, basis: service.verified.basis }
      : undefined,
  }
}
