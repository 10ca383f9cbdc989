import { newId } from '#server/platform/id.ts'
import type { Work } from '#server/platform/work.ts'
import { addDays, type LocalDay } from '#shared/dates.ts'
import { readDirectory } from './directory.ts'
import { appointed, appointmentEnded } from './events.ts'
import { endAppointments, insertAppointment, listHeldPositionIds } from './queries.ts'
import { positionNotFound } from './refusals.ts'

export interface Appoint {
  positionId: string
  accountId: string
  decision?: string
  validFrom: LocalDay
  validTo?: LocalDay
}

/** Bổ nhiệm: the account holds the position for that term. Appointing again to a position already held does nothing. */
export async function appoint(work: Work, input: Appoint): Promise<void> {
  const { positionId, accountId, decision = null, validFrom, validTo = null } = input
  const position = (await readDirectory(work)).positionById.get(positionId)
  if (!position) throw positionNotFound({ id: positionId })
  const held = await listHeldPositionIds(work.tx, accountId, position.agencyId, validFrom)
  if (held.includes(positionId)) return

  await insertAppointment(work.tx, { id: newId(), positionId, accountId, decision, validFrom, validTo })
  await work.record(appointed(accountId, { positionId, validFrom, validTo }))
}

/** Thôi giữ chức vụ: the last day in the position is `lastDay`. */
export async function endAppointment(
  work: Work,
  { positionId, accountId, lastDay }: { positionId: string; accountId: string; lastDay: LocalDay },
): Promise<void> {
  const ended = await endAppointments(work.tx, positionId, accountId, lastDay)
  if (ended === 0) return
  await work.record(
    appointmentEnded(accountId, { positionId, validFrom: addDays(lastDay, 1), validTo: lastDay }),
  )
}
