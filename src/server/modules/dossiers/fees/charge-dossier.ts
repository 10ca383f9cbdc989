/** What a dossier is charged with: one charge for each time of paying, which other amounts replace and nothing edits. */
import {
  type ChargeItem,
  chargesOf,
  type Due,
  makeCharges,
  replaceCharges,
} from '#server/modules/payments/index.ts'
import type { Work } from '#server/platform/work.ts'
import type { Dossier } from '../read/dossier-queries.ts'
import { isDuty, sumOf } from './fees-of.ts'

type Charged = Pick<Dossier, 'id' | 'code' | 'agencyId' | 'applicantId'>
type Items = Partial<Record<Due, readonly ChargeItem[]>>

/** As the room of payments calls what is charged. */
export const chargedSubject = (subjectId: string) => ({ subjectKind: 'dossier', subjectId })

/** What changes of a charge: its fees all at once, one duty that is added, or one that is no part of it any more. */
export type Change = { fees: readonly ChargeItem[] } | { duty: ChargeItem } | { without: string }

/** Charges a dossier for what is to be paid then, beside what it is charged with already; answers how much of it is not paid, in đồng. */
export async function chargeDossier(work: Work, dossier: Charged, due: Due, change: Change): Promise<number> {
  const { charges } = await chargesOf(work, chargedSubject(dossier.id))
  const current = charges.find((charge) => charge.due === due)
  const items = changed(current?.items ?? [], change)
  if (!current && sumOf(items) === 0) return 0
  const all: Items = {
    ...Object.fromEntries(charges.map((charge) => [charge.due, charge.items])),
    [due]: items,
  }
  const made = await (current ? replaceCharges : makeCharges)(work, toCharge(dossier, all))
  return made.find((charge) => charge.due === due)?.left ?? 0
}

/** Charges a dossier that is being filed, and that nothing has been charged with before, for what is to be paid then. */
export async function chargeFiled(work: Work, dossier: Charged, fees: readonly ChargeItem[]): Promise<void> {
  if (sumOf(fees) > 0) await makeCharges(work, toCharge(dossier, { filing: fees }))
}

/** Of a dossier that ends without an answer nothing more is asked; what was paid whole stays, what came in part waits for people. */
export async function dropCharges(work: Work, dossier: Charged): Promise<void> {
  const { charges, left } = await chargesOf(work, chargedSubject(dossier.id))
  if (left === 0) return
  const paid = charges.flatMap((charge) => (charge.left === 0 ? [[charge.due, charge.items]] : []))
  await replaceCharges(work, toCharge(dossier, Object.fromEntries(paid)))
}

function toCharge({ id, code, agencyId, applicantId }: Charged, items: Items) {
  return { ...chargedSubject(id), title: code, agencyId, payerId: applicantId, items }
}

function changed(items: readonly ChargeItem[], change: Change): ChargeItem[] {
  if ('fees' in change) return [...change.fees, ...items.filter(isDuty)]
  const key = 'duty' in change ? change.duty.key : change.without
  return [...items.filter((item) => item.key !== key), ...('duty' in change ? [change.duty] : [])]
}
