import { z } from 'zod'
import type { Officer } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'
import type { Answers } from '#shared/form/answers.ts'
import { printedText } from '#shared/form/show/printed-text.ts'
import { feeDetermined, prerequisiteOpened } from '../events.ts'
import { chargeDossier } from '../fees/charge-dossier.ts'
import type { DeterminedFee } from '../fees/determined-fee.ts'
import {
  askable,
  determinedIn,
  dueOf,
  dutyItem,
  dutyWithoutSum,
  type Fee,
  feeOpening,
  feesOf,
  totalOf,
} from '../fees/fees-of.ts'
import { filedAnswers } from '../filing.ts'
import { type ActionKey, lockForOfficer, mayTake, takeAction } from '../handle/take-action.ts'
import type { ActionData, Opening } from '../model.ts'
import { placeOf } from '../parties.ts'
import {
  isCollectedElsewhere,
  isOpen,
  openingOf,
  type Prerequisite,
  type Standings,
} from '../prerequisites.ts'
import { listActions } from '../read/action-queries.ts'
import { type Dossier, storeFee } from '../read/dossier-queries.ts'
import { prerequisitesOf } from '../read/prerequisites-of.ts'
import { feeNotOpen } from '../refusals.ts'

export const DetermineFee = z
  .strictObject({
    key: z.string().max(60).meta({
      description: 'fees[].key of the service whose amount is open, or prerequisites[].key of a duty',
    }),
    amount: z.coerce.number().int().min(0).max(10_000_000_000).meta({ description: 'Đồng' }),
    basis: printedText({ min: 5, max: 300 }).meta({ description: 'The text that gives the amount' }),
    reason: printedText({ min: 10, max: 1000 }),
  })
  .meta({
    id: 'DetermineFee',
    example: {
      key: 'late',
      amount: 8000,
      basis: 'Nghị quyết của Hội đồng nhân dân',
      reason: 'Đăng ký quá hạn, không thuộc diện miễn.',
    },
  })
export type DetermineFee = z.infer<typeof DetermineFee>

/**
 * Xác định mức thu: of a fee whose amount nobody has established, or of a duty asked for without a sum, an officer says how much,
 * by which text and why. Only then is it asked for; said anew it replaces what was said before.
 */
export async function determineFee(
  work: Work,
  officer: Officer,
  id: string,
  input: DetermineFee,
  key: ActionKey = {},
): Promise<void> {
  const given = DetermineFee.parse(input)
  const dossier = await lockForOfficer(work, officer, id)
  if ((await mayTake(work, dossier, 'determine_fee', key)) === 'repeated') return
  const { service, standings } = await prerequisitesOf(work, dossier)
  const before = determinedIn(await listActions(work.tx, id))
  const fee = feesOf(service, filedAnswers(dossier)).find((one) => one.isOpen && one.key === given.key)
  const duty = service.prerequisites.find(
    (one) => one.key === given.key && standings[one.key]?.kind === 'duty' && !isCollectedElsewhere(one),
  )
  if (!fee && !(duty && given.amount > 0 && isAwaited(standings, duty.key)))
    throw feeNotOpen({ key: given.key })
  const determined = { ...given, name: fee?.name ?? duty?.name ?? '' }
  const fees = feesOf(service, filedAnswers(dossier), [...before, determined])
  const change = fee
    ? await chargeFee(work, dossier, fee, fees, standings)
    : await chargeDuty(work, dossier, duty as Prerequisite, determined)
  const { seq } = await takeAction(work, dossier, 'determine_fee', { fee: determined, ...change }, key)
  if (fee) await storeFee(work.tx, id, totalOf(fees))
  await work.record(feeDetermined(id, { ...placeOf(dossier), seq, key: given.key, amount: given.amount }))
  for (const { key: opened, kind } of change.opens ?? [])
    await work.record(prerequisiteOpened(id, { ...placeOf(dossier), seq, key: opened, kind }))
}

const isAwaited = (standings: Standings, key: string): boolean => {
  const standing = standings[key]
  return standing !== undefined && isOpen(standing)
}

/** What is due now is charged at once; what is due with the result, by the signature. */
async function chargeFee(
  work: Work,
  dossier: Dossier,
  { payAt }: Fee,
  fees: readonly Fee[],
  standings: Standings,
): Promise<Pick<ActionData, 'opens' | 'settles'>> {
  if (payAt === 'result' && !dossier.finishedAt) return {}
  const left = await chargeDossier(work, dossier, payAt, { fees: askable(fees, payAt) })
  const awaiting = Object.values(standings).find((one) => one.charge === payAt && isOpen(one))
  const key = awaiting?.key ?? (payAt === 'result' ? dutyWithoutSum(standings)?.key : undefined)
  if (left > 0) return { opens: [feeOpening(payAt, left, key)] }
  return awaiting ? { settles: { key: awaiting.key, how: 'done', who: [], amount: 0 } } : {}
}

async function chargeDuty(
  work: Work,
  dossier: Dossier,
  duty: Prerequisite,
  { amount, basis, reason }: DeterminedFee,
): Promise<{ opens: Opening[] }> {
  const due = dueOf(duty)
  await chargeDossier(work, dossier, due, { duty: dutyItem({ ...duty, basis }, amount, reason) })
  const opening = openingOf(duty, dossier.answers as unknown as Answers, undefined, { amount })
  return { opens: [{ ...opening, charge: due }] }
}
