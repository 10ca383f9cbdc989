import { getServiceVersion } from '#server/modules/catalogue/index.ts'
import { system } from '#server/platform/actor.ts'
import { eachApart } from '#server/platform/jobs/each-apart.ts'
import { perform } from '#server/platform/work.ts'
import type { Answers } from '#shared/form/answers.ts'
import { namesIn } from '#shared/form/names.ts'
import { addNameWords, listWithoutNames, lockWithoutNames, type Unnamed } from './name-queries.ts'
import { wordsOfNames } from './search-words.ts'

/** Small enough that nobody waits long for a dossier among them. */
const atOnce = 200

/**
 * Makes dossiers of earlier versions of the program findable by every name in them, the newest first, for at most `budget`
 * milliseconds; the next call goes on. One that fails stops no other. Repeating is safe. Tells how many it did.
 */
export async function indexNames(budget = 40_000): Promise<number> {
  let done = 0
  await eachApart(batches(performance.now() + budget), async (ids) => {
    try {
      done += await indexTogether(ids)
    } catch {
      await eachApart(ids, async (id) => (done += await indexTogether([id])))
    }
  })
  return done
}

async function* batches(until: number): AsyncIterable<string[]> {
  let last: Unnamed | undefined
  while (performance.now() < until) {
    const batch = await perform(system, ({ tx }) => listWithoutNames(tx, atOnce, last))
    if (batch.length > 0) yield batch.map(({ id }) => id)
    if (batch.length < atOnce) return
    last = batch.at(-1)
  }
}

function indexTogether(ids: readonly string[]): Promise<number> {
  return perform(system, async (work) => {
    const dossiers = await lockWithoutNames(work.tx, ids)
    for (const { id, serviceCode, serviceVersion, applicantName, answers } of dossiers) {
      const { form } = await getServiceVersion(work, serviceCode, serviceVersion)
      const names = namesIn(form, answers as unknown as Answers)
      await addNameWords(work.tx, id, wordsOfNames([applicantName, ...names]))
    }
    return dossiers.length
  })
}
