import { z } from 'zod'
import type { Officer } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'
import { printedText } from '#shared/form/show/printed-text.ts'
import { deadlineExtended } from '../events.ts'
import { placeOf } from '../parties.ts'
import { issueSlip } from '../print/issue-slip.ts'
import { notPermittedNow } from '../refusals.ts'
import { type ActionKey, lockForOfficer, mayTake, takeAction } from './take-action.ts'

export const ExtendDeadline = z
  .strictObject({
    /** How much is added, in the unit of the dossier's limit (days or hours). */
    amount: z.coerce.number().int().min(1).max(60),
    reason: printedText({ min: 10, max: 2000 }),
  })
  .meta({ id: 'ExtendDeadline', example: { amount: 2, reason: 'Chờ cơ quan khác xác minh.' } })
export type ExtendDeadline = z.infer<typeof ExtendDeadline>

/**
 * Xin lỗi và hẹn lại, once: the leader says why and names a new date, and apologises where the old one has passed. They sign
 * the slip (Mẫu 04), and have proved lately who they are, as for any signature (`requireProofToSign`).
 */
export async function extendDeadline(
  work: Work,
  leader: Officer,
  id: string,
  { amount, reason }: ExtendDeadline,
  key: ActionKey = {},
): Promise<{ dueAt: Date | null }> {
  const dossier = await lockForOfficer(work, leader, id)
  // While the clock rests there is no day to put off.
  if ((await mayTake(work, dossier, 'extend', key)) === 'first' && dossier.dueAt === null)
    throw notPermittedNow({ action: 'extend', state: dossier.status })
  const taken = await takeAction(work, dossier, 'extend', { amount, reason }, key)
  const { seq, state, repeated } = taken
  if (!repeated) {
    const dueAt = (state.dueAt ?? work.now).toISOString()
    const beforeDue = dossier.dueAt !== null && work.now <= dossier.dueAt
    await work.record(deadlineExtended(id, { ...placeOf(dossier), seq, dueAt, beforeDue }))
    await issueSlip(work, taken, '04', leader)
  }
  return { dueAt: state.dueAt }
}
