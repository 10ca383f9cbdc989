import { getServiceVersion } from '#server/modules/catalogue/index.ts'
import { system } from '#server/platform/actor.ts'
import { perform } from '#server/platform/work.ts'
import type { Answers } from '#shared/form/answers.ts'
import { namesIn } from '#shared/form/names.ts'
import { addNameWords, listWithoutNames } from './name-queries.ts'
import { wordsOfNames } from './search-words.ts'

/** Small enough that nobody waits long for a dossier among them. */
const atOnce = 200

/**
 * Makes dossiers of earlier versions of the program findable by every name in them, the newest first, for at most `budget`
 * milliseconds; the next call goes on. Repeating is safe. Tells how many it did.
 */
export async function indexNames(budget = 40_000): Promise<number> {
  const until = performance.now() + budget
  let done = 0
  while (performance.now() < until) {
    const count = await perform(system, async (work) => {
      const dossiers = await listWithoutNames(work.tx, atOnce)
      for (const { id, serviceCode, serviceVersion, applicantName, answers } of dossiers) {
        const { form } = await getServiceVersion(work, serviceCode, serviceVersion)
        const names = namesIn(form, answers as unknown as Answers)
        await addNameWords(work.tx, id, wordsOfNames([applicantName, ...names]))
      }
      return dossiers.length
    })
    done += count
    if (count < atOnce) break
  }
  return done
}
