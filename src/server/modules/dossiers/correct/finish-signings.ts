import { listUnfinished, type Unfinished, unfinishedAtOnce } from '#server/modules/documents/index.ts'
import { system } from '#server/platform/actor.ts'
import { allPages, eachApart } from '#server/platform/jobs/each-apart.ts'
import { type PerformOptions, perform } from '#server/platform/work.ts'
import { finishDecision } from '../handle/sign-decision.ts'
import { finishCorrection } from './sign-correction.ts'

/**
 * Goes on with what a leader confirmed and this program, stopped or refused by a key in between, did not bring to its end: on
 * behalf of who confirmed it, with the same number and the same bytes. One that fails stops no other.
 */
export async function finishSignings(options: PerformOptions = {}): Promise<number> {
  const page = (after: Unfinished | undefined) =>
    perform(system, (work) => listUnfinished(work, after), options)
  let count = 0
  // What was signed together is finished together.
  const begun = new Set<string>()
  await eachApart(allPages(page, unfinishedAtOnce), async ({ dossierId, replaces, officer, request }) => {
    count++
    if (begun.has(dossierId)) return
    begun.add(dossierId)
    if (replaces) await finishCorrection(officer, dossierId, request, options)
    else await finishDecision(officer, dossierId, request, options)
  })
  return count
}
