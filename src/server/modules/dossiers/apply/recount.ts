import { isFeeEstablished, type Service } from '#server/modules/catalogue/index.ts'
import type { Work } from '#server/platform/work.ts'
import type { Answers } from '#shared/form/answers.ts'
import { timeLimitFor } from '#shared/form/requirements.ts'
import { termsOf } from '../clock.ts'
import { chargeDossier } from '../fees/charge-dossier.ts'
import type { DeterminedFee } from '../fees/determined-fee.ts'
import { askable, determinedIn, feeOpening, feesOf, totalOf } from '../fees/fees-of.ts'
import { filedAnswers } from '../filing.ts'
import type { ActionData, Terms } from '../model.ts'
import { listActions } from '../read/action-queries.ts'
import type { Dossier } from '../read/dossier-queries.ts'

/**
 * What changed answers make of limit and fee; what is dearer now is awaited again, what is cheaper is for the finance officers to
 * give back.
 */
export async function recountAndCharge(
  work: Work,
  service: Service,
  dossier: Dossier,
  answers: Answers,
): Promise<Pick<ActionData, 'terms' | 'recount' | 'opens'>> {
  const determined = determinedIn(await listActions(work.tx, dossier.id))
  const recounted = recount(service, dossier, answers, determined)
  const fees = askable(feesOf(service, filedAnswers({ ...dossier, answers }), determined), 'filing')
  const left = await chargeDossier(work, dossier, 'filing', { fees })
  return { ...recounted, ...(left > 0 ? { opens: [feeOpening('filing', left)] } : {}) }
}

/** What changed answers make of the limit and the fee: the action keeps what they were beside what they are. Empty where both stay. */
function recount(
  service: Pick<Service, 'timeLimit' | 'fees' | 'sources'>,
  dossier: Pick<Dossier, 'answers' | 'channel' | 'submittedAt' | 'fee'>,
  answers: Answers,
  determined: readonly DeterminedFee[] = [],
): Pick<ActionData, 'terms' | 'recount'> {
  const [before, after] = [filedAnswers(dossier), filedAnswers({ ...dossier, answers })]
  const [was, is] = [timeLimitFor(service, before), timeLimitFor(service, after)]
  const fees = feesOf(service, after, determined)
  const fee = isFeeEstablished(service) ? totalOf(fees) : null
  const limit = sameTerms(termsOf(was), termsOf(is)) ? undefined : { before: was.text, after: is.text }
  const found: NonNullable<ActionData['recount']> = {
    ...(limit ? { limit } : {}),
    ...(fee === dossier.fee
      ? {}
      : {
          fee: {
            before: dossier.fee,
            after: fee,
            because: fees.map(({ name, explanation }) => `${name}: ${explanation}`).join('; '),
          },
        }),
  }
  if (!found.limit && !found.fee) return {}
  return { recount: found, ...(limit ? { terms: termsOf(is) } : {}) }
}

function sameTerms(one: Terms, other: Terms): boolean {
  return one.budget === other.budget && one.budgetUnit === other.budgetUnit
}
