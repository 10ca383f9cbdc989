import type { Service } from '#server/modules/catalogue/index.ts'
import type { Work } from '#server/platform/work.ts'
import { filedAnswers } from '../filing.ts'
import type { Opening } from '../model.ts'
import { listActions } from '../read/action-queries.ts'
import type { Dossier } from '../read/dossier-queries.ts'
import { chargeDossier } from './charge-dossier.ts'
import { askable, determinedIn, feeOpening, feesOf } from './fees-of.ts'

/**
 * Charges what is due with the result, and adds it to what the signature asks for before the result is handed over. Where the
 * service asks for a duty then, it is that very duty.
 */
export async function withResultFee(
  work: Work,
  service: Service,
  dossier: Dossier,
  opens: readonly Opening[],
): Promise<Opening[]> {
  const filed = filedAnswers(dossier)
  const established = feesOf(service, filed)
  const all = established.some(({ isOpen }) => isOpen)
    ? feesOf(service, filed, determinedIn(await listActions(work.tx, dossier.id)))
    : established
  const fees = askable(all, 'result')
  const left = await chargeDossier(work, dossier, 'result', { fees })
  if (left === 0) return [...opens]
  const duty = opens.find(({ kind }) => kind === 'duty')
  return [...opens.filter((one) => one !== duty), feeOpening('result', left, duty?.key)]
}
