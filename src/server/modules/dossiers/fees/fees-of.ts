/** What a dossier costs: the fees of its service for its answers, with the amounts officers determined where nobody had established any. */
import type { Service } from '#server/modules/catalogue/index.ts'
import type { ChargeItem, Due } from '#server/modules/payments/index.ts'
import type { FiledAnswers } from '#shared/form/filing.ts'
import { type Charge, chargesFor } from '#shared/form/requirements.ts'
import type { Action, Opening } from '../model.ts'
import { isOpen, type Prerequisite, type Standing, type Standings } from '../prerequisites.ts'
import type { DeterminedFee } from './determined-fee.ts'

/** One fee with its amount; `isOpen`: no text gives one, so an officer says how much, and may say it anew. */
export type Fee = Charge & { isOpen: boolean }

export function feesOf(
  service: Pick<Service, 'fees'>,
  filed: FiledAnswers,
  determined: readonly DeterminedFee[] = [],
): Fee[] {
  return chargesFor(service, filed).items.map((item) => {
    if (item.amount !== null) return { ...item, isOpen: false }
    const found = determined.findLast(({ key }) => key === item.key)
    if (!found) return { ...item, isOpen: true }
    const { amount, basis, reason } = found
    return { ...item, isOpen: true, amount, basis, explanation: reason }
  })
}

/** What officers determined, in the order of their actions: of one fee the last counts. */
export function determinedIn(actions: readonly Action[]): DeterminedFee[] {
  return actions.flatMap(({ kind, data }) => (kind === 'determine_fee' && data.fee ? [data.fee] : []))
}

/** In đồng; null as soon as one amount is not established. */
export function totalOf(fees: readonly Fee[]): number | null {
  return fees.reduce<number | null>(
    (sum, { amount }) => (sum === null || amount === null ? null : sum + amount),
    0,
  )
}

/** What can be asked for at that time: of an amount nobody has established there is nothing to ask. */
export function askable(fees: readonly Fee[], due: Due): ChargeItem[] {
  return fees.flatMap(({ payAt, key, name, amount, basis, explanation }) =>
    payAt === due && amount !== null ? [{ key, name, amount, basis, explanation }] : [],
  )
}

export function sumOf(items: readonly ChargeItem[]): number {
  return items.reduce((sum, { amount }) => sum + amount, 0)
}

/** Money owed, during which the clock rests. No key of a service has a dot; `key`: that of a duty which is these very fees. */
export function feeOpening(due: Due, amount: number, key = `fee.${due}`): Opening {
  return { key, kind: 'duty', who: [], rests: true, amount, charge: due }
}

/** When a duty has to be paid: before the signature as what is due at filing, or before the result is handed over. */
export function dueOf({ before }: Pick<Prerequisite, 'before'>): Due {
  return before === 'deliver' ? 'result' : 'filing'
}

/** A duty as a part of a charge. */
export function dutyItem(
  duty: Pick<Prerequisite, 'key' | 'name' | 'basis'>,
  amount: number,
  explanation: string,
): ChargeItem {
  const { key, name, basis } = duty
  return { key: dutyKey(key), name, amount, basis, explanation }
}

export const dutyKey = (key: string): string => `duty.${key}`
export const isDuty = ({ key }: ChargeItem): boolean => key.startsWith('duty.')

/** A duty asked for with no sum. */
export function dutyWithoutSum(standings: Standings): Standing | undefined {
  return Object.values(standings).find(
    (one) => one.kind === 'duty' && isOpen(one) && one.charge === undefined,
  )
}
