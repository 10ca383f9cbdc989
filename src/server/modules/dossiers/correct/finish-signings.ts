import { listUnfinished } from '#server/modules/documents/index.ts'
import { system } from '#server/platform/actor.ts'
import { eachApart } from '#server/platform/jobs/each-apart.ts'
import { type PerformOptions, perform } from '#server/platform/work.ts'
import { finishDecision } from '../handle/sign-decision.ts'
import { finishCorrection } from './sign-correction.ts'

/**
 * Goes on with what a leader confirmed and this program, stopped or refused by a key in between, did not bring to its end: on
 * behalf of who confirmed it, with the same number and the same bytes. One that fails stops no other.
 */
export async function finishSignings(options: PerformOptions = {}): Promise<number> {
  const waiting = await perform(system, listUnfinished, options)
  const dossiers = new Map(waiting.map((one) => [one.dossierId, one]))
  await eachApart(dossiers.values(), ({ dossierId, replaces, officer, request }) =>
    replaces
      ? finishCorrection(officer, dossierId, request, options)
      : finishDecision(officer, dossierId, request, options),
  )
  return waiting.length
}
