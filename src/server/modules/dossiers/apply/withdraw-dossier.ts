import { z } from 'zod'
import { releaseNumber } from '#server/modules/documents/index.ts'
import { type Citizen, system } from '#server/platform/actor.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { printedText } from '#shared/form/show/printed-text.ts'
import { supplementDays, supplementDue } from '../clock.ts'
import { dossierStopped, dossierWithdrawn } from '../events.ts'
import { type ActionKey, lockForApplicant, takeAction } from '../handle/take-action.ts'
import { placeOf } from '../parties.ts'
import { issueSlip } from '../print/issue-slip.ts'
import { listUnansweredSince, lockDossier } from '../read/dossier-queries.ts'

export const WithdrawDossier = z
  .strictObject({ reason: printedText({ max: 1000 }).default('') })
  .meta({ id: 'WithdrawDossier', example: { reason: 'Nộp nhầm thủ tục.' } })

/** Rút hồ sơ: the applicant ends it before a decision (Mẫu 05). */
export async function withdrawDossier(
  work: Work,
  citizen: Citizen,
  id: string,
  { reason }: { reason: string },
  key: ActionKey = {},
): Promise<void> {
  const dossier = await lockForApplicant(work, citizen, id)
  const taken = await takeAction(work, dossier, 'withdraw', { reason }, key)
  const { seq, state, repeated } = taken
  if (repeated) return
  await releaseNumber(work, id, 'người nộp rút hồ sơ')
  await work.record(dossierWithdrawn(id, { ...placeOf(dossier), seq, onTime: state.onTime }))
  await issueSlip(work, taken, '05')
}

/** Ends what was not completed in time, one dossier a transaction, so that one that fails stops no other. */
export async function stopUnanswered(now = new Date()): Promise<number> {
  const early = new Date(now.getTime() - supplementDays * 24 * 3600 * 1000)
  const waiting = await perform(system, (work) => listUnansweredSince(work.tx, early, 1000))
  let count = 0
  for (const { id } of waiting) {
    const stopped = await perform(system, (work) => stopIfUnanswered(work, id), { now })
    if (stopped) count += 1
  }
  return count
}

async function stopIfUnanswered(work: Work, id: string): Promise<boolean> {
  const dossier = await lockDossier(work.tx, id)
  if (dossier?.status !== 'supplement' || !dossier.pausedSince) return false
  if (supplementDue(dossier.pausedSince) >= work.now) return false
  const reason = `Quá ${supplementDays} ngày làm việc chưa bổ sung`
  const taken = await takeAction(work, dossier, 'stop', { reason })
  const { seq, state } = taken
  await work.record(dossierStopped(id, { ...placeOf(dossier), seq, onTime: state.onTime }))
  await issueSlip(work, taken, '05')
  return true
}
