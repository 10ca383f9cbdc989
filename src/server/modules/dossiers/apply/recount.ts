import { isFeeEstablished, type Service } from '#server/modules/catalogue/index.ts'
import type { Answers } from '#shared/form/answers.ts'
import { chargesFor, timeLimitFor } from '#shared/form/requirements.ts'
import { termsOf } from '../clock.ts'
import { filedAnswers } from '../filing.ts'
import type { ActionData, Terms } from '../model.ts'
import type { Dossier } from '../read/dossier-queries.ts'

/** What changed answers make of the limit and the fee: the action keeps what they were beside what they are. Empty where both stay. */
export function recount(
  service: Pick<Service, 'timeLimit' | 'fees' | 'sources'>,
  dossier: Pick<Dossier, 'answers' | 'channel' | 'submittedAt' | 'fee'>,
  answers: Answers,
): Pick<ActionData, 'terms' | 'recount'> {
  const [before, after] = [filedAnswers(dossier), filedAnswers({ ...dossier, answers })]
  const [was, is] = [timeLimitFor(service, before), timeLimitFor(service, after)]
  const charges = chargesFor(service, after)
  const fee = isFeeEstablished(service) ? charges.total : null
  const limit = sameTerms(termsOf(was), termsOf(is)) ? undefined : { before: was.text, after: is.text }
  const found: NonNullable<ActionData['recount']> = {
    ...(limit ? { limit } : {}),
    ...(fee === dossier.fee
      ? {}
      : {
          fee: {
            before: dossier.fee,
            after: fee,
            because: charges.items.map(({ name, explanation }) => `${name}: ${explanation}`).join('; '),
          },
        }),
  }
  if (!found.limit && !found.fee) return {}
  return { recount: found, ...(limit ? { terms: termsOf(is) } : {}) }
}

function sameTerms(one: Terms, other: Terms): boolean {
  return one.budget === other.budget && one.budgetUnit === other.budgetUnit
}
