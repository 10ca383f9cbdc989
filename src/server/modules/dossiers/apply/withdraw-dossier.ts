import { z } from 'zod'
import { listServices } from '#server/modules/catalogue/index.ts'
import { releaseNumber } from '#server/modules/documents/index.ts'
import { type Citizen, system } from '#server/platform/actor.ts'
import { eachApart } from '#server/platform/jobs/each-apart.ts'
import { perform, type Work } from '#server/platform/work.ts'
import type { Duration } from '#shared/form/definition.ts'
import { printedText } from '#shared/form/show/printed-text.ts'
import { supplementDue, supplementLimit } from '../clock.ts'
import { dossierStopped, dossierWithdrawn } from '../events.ts'
import { dropCharges } from '../fees/charge-dossier.ts'
import { type ActionKey, lockForApplicant, takeAction } from '../handle/take-action.ts'
import { placeOf } from '../parties.ts'
import { issueSlip } from '../print/issue-slip.ts'
import { listActions } from '../read/action-queries.ts'
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
  await dropCharges(work, dossier)
  await work.record(dossierWithdrawn(id, { ...placeOf(dossier), seq, onTime: state.onTime }))
  await issueSlip(work, taken, '05')
}

/** Ends what was not completed in time, one dossier a transaction, so that one that fails stops no other. */
export async function stopUnanswered(now = new Date()): Promise<number> {
  const daysAgo = (days: number) => new Date(now.getTime() - days * 24 * 3600 * 1000)
  const waiting = await perform(system, async (work) => {
    const sooner = (await listServices(work)).filter(({ timeLimit }) => timeLimit.supplementWithin)
    return listUnansweredSince(work.tx, {
      before: daysAgo(15),
      sooner: { before: now, serviceCodes: sooner.map(({ code }) => code) },
      limit: 1000,
    })
  })
  let count = 0
  await eachApart(waiting, async ({ id }) => {
    const stopped = await perform(system, (work) => stopIfUnanswered(work, id), { now })
    if (stopped) count += 1
  })
  return count
}

async function stopIfUnanswered(work: Work, id: string): Promise<boolean> {
  const dossier = await lockDossier(work.tx, id)
  if (dossier?.status !== 'supplement' || !dossier.pausedSince) return false
  const [submitted] = await listActions(work.tx, id)
  const terms = submitted?.data.terms ?? {}
  if (supplementDue(terms, dossier.pausedSince) >= work.now) return false
  const reason = `Quá ${limitWords(supplementLimit(terms))} chưa bổ sung`
  const taken = await takeAction(work, dossier, 'stop', { reason })
  const { seq, state } = taken
  await dropCharges(work, dossier)
  await work.record(dossierStopped(id, { ...placeOf(dossier), seq, onTime: state.onTime }))
  await issueSlip(work, taken, '05')
  return true
}

function limitWords(limit: Duration): string {
  if ('sameDay' in limit) return 'ngày làm việc ấy'
  if ('workingHours' in limit) return `${limit.workingHours} giờ làm việc`
  return 'workingDays' in limit ? `${limit.workingDays} ngày làm việc` : `${limit.calendarDays} ngày`
}
