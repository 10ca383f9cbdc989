import { z } from 'zod'
import { eventNotFound, getEvent } from '#server/modules/administration/index.ts'
import { findAgency } from '#server/modules/agencies/index.ts'
import { namesOfStaff } from '#server/modules/identity/index.ts'
import { requireRole } from '#server/platform/web/guards.ts'
import { perform } from '#server/platform/work.ts'
import { accountOf, whoDid } from '../event-actor.ts'
import type { PageServerLoad } from './$types'

const EventNumber = z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER)

export const load: PageServerLoad = ({ locals, params }) => {
  const officer = requireRole(locals.actor, 'administrator')
  const number = EventNumber.safeParse(params.so)
  if (!number.success) throw eventNotFound()
  return perform(officer, async (work) => {
    const { event, proof } = await getEvent(work, officer, number.data)
    const names = await namesOfStaff(work, [accountOf(event) ?? []].flat())
    const agency = event.agencyId ? await findAgency(work, event.agencyId) : undefined
    return {
      event: { ...event, data: JSON.stringify(event.data, null, 2) },
      who: whoDid(event, names),
      agency: agency?.name ?? event.agencyId,
      proof: proof && {
        ...proof,
        leaf: proof.leaf.toString('hex'),
        root: proof.root.toString('hex'),
        path: proof.path.map((hash) => hash.toString('hex')),
      },
    }
  })
}
