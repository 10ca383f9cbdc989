import { listCommunes } from '#server/modules/agencies/index.ts'
import type { Service } from '#server/modules/catalogue/index.ts'
import { prefillFor } from '#server/modules/registry/index.ts'
import type { Citizen } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import type { Answers, FormContext } from '#shared/form/answers.ts'
import { prefill } from '#shared/form/prefill.ts'
import { formContext } from '../form-context.ts'

export interface HeldAnswers {
  answers: ReturnType<typeof prefill>['answers']
  /** Where each of them comes from, in words, by the name of the question. */
  sources: Record<string, string>
}

/**
 * The answers the province holds already, so that nobody is asked twice (Nghị định 224/2026/NĐ-CP, Điều 15). What was
 * answered so far tells whose data is meant: a mother's or a father's only once one of them says so.
 */
export async function heldAnswers(
  work: Work,
  citizen: Citizen,
  { form }: Pick<Service, 'form'>,
  soFar: Answers = {},
  context?: FormContext,
): Promise<HeldAnswers> {
  const { held, sources: sourceOf } = await prefillFor(work, citizen)
  const known = context ?? formContext(work.now, await listCommunes(work, localDay(work.now)))
  const { answers, sources } = prefill(form, held, soFar, known)
  const words = Object.entries(sources).map(([name, path]): [string, string] => [name, sourceOf(path)])
  return { answers, sources: Object.fromEntries(words) }
}
