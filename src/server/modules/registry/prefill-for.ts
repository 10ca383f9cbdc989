import type { Citizen } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import { m } from '#shared/messages/index.ts'
import { type Facts, factsOf, nestFacts, sourceWords } from './model.ts'
import { getSelf } from './people.ts'
import { listRepresented } from './queries/organisations.ts'
import { listPapersOf } from './queries/papers.ts'
import { listRelatives } from './queries/people.ts'

export interface Prefill {
  /** Every value with its source, by the name service definitions use: `registry.person.bornOn`. */
  facts: Facts
  /** The values nested as they are named. */
  held: Record<string, unknown>
  /** Where a value came from and as of when, in words; empty for a name that is not held. */
  sources: (path: string) => string
}

/** What is already held about a citizen, for filling in a form (Nghị định 224/2026/NĐ-CP, Điều 15). */
export async function prefillFor(work: Work, citizen: Citizen): Promise<Prefill> {
  const self = await getSelf(work, citizen)
  const facts = factsOf({
    self,
    relatives: await listRelatives(work.tx, citizen.id),
    organisations: await listRepresented(work.tx, citizen.id),
    papers: await listPapersOf(work.tx, citizen.id),
    dayOf: localDay,
  })
  return { facts, held: nestFacts(facts), sources: (path) => sourceWords(facts, path, m.registry.sourceAsOf) }
}
