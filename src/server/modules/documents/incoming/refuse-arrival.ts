/** What is no document for this agency, or cannot be read, is not taken: the clerk says why, and the sender hears of it. */
import type { Officer } from '#server/platform/actor.ts'
import { releaseFile } from '#server/platform/files/index.ts'
import { requireRole } from '#server/platform/web/guards.ts'
import { asProgram, type Work } from '#server/platform/work.ts'
import { arrivalRefused } from '../events.ts'
import { reasonNeeded } from '../refusals.ts'
import { forgetReading, listArrivalFiles, settleArrival } from './arrival-queries.ts'
import { acknowledge } from './exchange/acknowledge.ts'
import { arrivalSettled } from './refusals.ts'
import { requireArrival } from './view-arrival.ts'

export interface NotTaken {
  reason: string
  /** A state secret: nothing of its files, and nothing that was read of them, stays here. */
  isSecret?: boolean
}

/**
 * Settles it without a number. Its files are kept with it; of a state secret none is, nor what was read of them, and nobody opens one from then on
 * (`secret_let_go`): a system on a network keeps no such thing. Refuses where it is settled already, or without a reason.
 */
export async function refuseArrival(
  work: Work,
  officer: Officer,
  arrivalId: string,
  { reason: given, isSecret = false }: NotTaken,
): Promise<void> {
  requireRole(officer, 'clerk')
  const reason = given.trim().slice(0, 500)
  if (!reason) throw reasonNeeded()
  const arrival = await requireArrival(work, officer, arrivalId)
  const settled = { state: 'refused', reason, settledBy: officer.id, settledAt: work.now } as const
  if (!(await settleArrival(work.tx, arrival.id, settled))) throw arrivalSettled()
  if (isSecret) await letGo(work, arrival.id)
  await acknowledge(work, arrival, { state: 'refused', reason })
  const { agencyId, source } = arrival
  await work.record(arrivalRefused(arrival.id, { agencyId, source, isSecret }))
}

/** The bytes go with the next collection of what nobody holds. */
async function letGo(work: Work, id: string): Promise<void> {
  const files = await listArrivalFiles(work.tx, [id])
  await asProgram(work, async () => {
    for (const { sha256 } of files) if (sha256) await releaseFile(work, sha256, `documents.arrival:${id}`)
    await forgetReading(work.tx, id)
  })
}
