import { findAgency, inheritedAgencyIds } from '#server/modules/agencies/index.ts'
import { system } from '#server/platform/actor.ts'
import { perform } from '#server/platform/work.ts'

export interface AgencyFacts {
  name: string
  /** The committee of the province itself: only its monitors, commanders and administrators see every agency. */
  isProvince: boolean
  /** Itself and every abolished agency whose work it has inherited. */
  inheritedIds: string[]
}

const lifetime = 60_000
const known = new Map<string, { facts: AgencyFacts; until: number }>()

/** What a request must know of an agency. Remembered for a minute: offices are not abolished in a hurry. */
export async function factsOfAgency(id: string): Promise<AgencyFacts | undefined> {
  const entry = known.get(id)
  if (entry && entry.until > Date.now()) return entry.facts
  const facts = await perform(system, async (work) => {
    const agency = await findAgency(work, id)
    if (!agency) return undefined
    const isProvince = agency.kind === 'people_committee' && agency.level === 'province'
    return { name: agency.name, isProvince, inheritedIds: await inheritedAgencyIds(work, id) }
  })
  if (facts) known.set(id, { facts, until: Date.now() + lifetime })
  return facts
}
