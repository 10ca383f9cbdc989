import { redirect } from '@sveltejs/kit'
import { findReplacement, getService } from '#server/modules/catalogue/index.ts'
import { heldAnswers, nextRound } from '#server/modules/dossiers/index.ts'
import { provinceCalendar } from '#server/platform/province.ts'
import { perform } from '#server/platform/work.ts'
import { describeService } from '../describe-service.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ params, locals, url }) => {
  const { actor } = locals
  const { service, filledIn, round } = await perform(actor, async (work) => {
    const replacement = await findReplacement(work, params.ma)
    if (replacement) redirect(303, `/dich-vu/${replacement.code}?ma-cu=${params.ma}`)
    const found = await getService(work, params.ma)
    const round = nextRound(provinceCalendar(), found.timeLimit.fromDayOfMonth, work.now)
    if (actor.kind !== 'citizen') return { service: found, filledIn: undefined, round }
    const { sources } = await heldAnswers(work, actor, found)
    return { service: found, filledIn: new Set(Object.keys(sources)), round }
  })
  return {
    service: describeService(service, filledIn, round),
    replaced: await replacedBy(locals.actor, url.searchParams.get('ma-cu') ?? '', service.code),
    isForReader: filledIn !== undefined,
  }
}

/** What the code was under which somebody came here, if it was one of this service's. */
async function replacedBy(actor: App.Locals['actor'], old: string, code: string) {
  const replacement = old === '' ? undefined : await perform(actor, (work) => findReplacement(work, old))
  return replacement?.code === code ? { old, ...replacement } : undefined
}
