import { getService } from '#server/modules/catalogue/index.ts'
import { heldAnswers } from '#server/modules/dossiers/index.ts'
import { perform } from '#server/platform/work.ts'
import { describeService } from '../describe-service.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ params, locals }) => {
  const { actor } = locals
  const { service, filledIn } = await perform(actor, async (work) => {
    const found = await getService(work, params.ma)
    if (actor.kind !== 'citizen') return { service: found, filledIn: undefined }
    const { sources } = await heldAnswers(work, actor, found)
    return { service: found, filledIn: new Set(Object.keys(sources)) }
  })
  return {
    service: describeService(service, filledIn),
    isForReader: filledIn !== undefined,
  }
}
