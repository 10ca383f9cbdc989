/** What is no document for this agency, or cannot be read, is not taken: the clerk says why, and the sender hears of it. */
import type { Officer } from '#server/platform/actor.ts'
import { requireRole } from '#server/platform/web/guards.ts'
import type { Work } from '#server/platform/work.ts'
import { arrivalRefused } from '../events.ts'
import { reasonNeeded } from '../refusals.ts'
import { settleArrival } from './arrival-queries.ts'
import { acknowledge } from './exchange/acknowledge.ts'
import { arrivalSettled } from './refusals.ts'
import { requireArrival } from './view-arrival.ts'

/** Settles it without a number; its files are kept with it. Refuses where it is settled already, or without a reason. */
export async function refuseArrival(
  work: Work,
  officer: Officer,
  arrivalId: string,
  given: string,
): Promise<void> {
  requireRole(officer, 'clerk')
  const reason = given.trim().slice(0, 500)
  if (!reason) throw reasonNeeded()
  const arrival = await requireArrival(work, officer, arrivalId)
  const settled = { state: 'refused', reason, settledBy: officer.id, settledAt: work.now } as const
  if (!(await settleArrival(work.tx, arrival.id, settled))) throw arrivalSettled()
  await acknowledge(work, arrival, { state: 'refused', reason })
  const { agencyId, source } = arrival
  await work.record(arrivalRefused(arrival.id, { agencyId, source }))
}
