import { newId } from '#server/platform/id.ts'
import type { Work } from '#server/platform/work.ts'
import { addDays, type LocalDay } from '#shared/dates.ts'
import { mayTake } from './delegation/ways.ts'
import { readDirectory } from './directory.ts'
import { appointed, appointmentEnded, powerDelegated } from './events.ts'
import { listPositionsWithin } from './holders.ts'
import { endAppointments, insertAppointment, insertDelegation, listHeldPositionIds } from './queries.ts'
import { delegationNotAllowed, positionNotFound } from './refusals.ts'

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

export interface Delegate {
  fromPosition: string
  toAccount: string
  authority: 'KT.' | 'TL.' | 'TUQ.'
  /** What it covers, in the words of the decision. */
  scope: string
  /** The types of documents and the books it covers, by their keys; all of them without. */
  types?: string[]
  registers?: string[]
  /** Number and date of the written decision. */
  decision: string
  validFrom: LocalDay
  validTo: LocalDay
}

/**
 * Hands the power to sign to an account of the same agency, or of a part of it, for a limited time (Nghị định 30/2020/NĐ-CP Điều 13). Whoever signs
 * only by delegation cannot hand the power on, nor whoever holds a position that signs thừa ủy quyền; who signs thừa lệnh hands it to
 * a deputy alone (KT.). Ký thay is refused to whoever is no deputy, thừa lệnh to whoever heads no unit, and thừa ủy quyền where what it covers is not said.
 */
export async function delegate(work: Work, input: Delegate): Promise<void> {
  const position = (await readDirectory(work)).positionById.get(input.fromPosition)
  if (!position) throw positionNotFound({ id: input.fromPosition })
  if (!position.signs) throw delegationNotAllowed({ reason: 'position_does_not_sign' })
  const isHandedOn =
    position.authority === 'TUQ.' || (position.authority === 'TL.' && input.authority !== 'KT.')
  if (isHandedOn) throw delegationNotAllowed({ reason: 'handed_on' })
  if (input.validTo < input.validFrom) throw delegationNotAllowed({ reason: 'ends_before_it_begins' })
  if (input.decision.trim() === '') throw delegationNotAllowed({ reason: 'decision_missing' })
  const { types = null, registers = null } = input
  const isLimited = types !== null || registers !== null
  if (input.scope.trim() === '' || (input.authority === 'TUQ.' && !isLimited))
    throw delegationNotAllowed({ reason: 'scope_missing' })
  const held = await listPositionsWithin(work, input.toAccount, position.agencyId, input.validFrom)
  if (held.length === 0) throw delegationNotAllowed({ reason: 'not_of_this_agency' })
  if (!held.some((one) => mayTake(input.authority, one)))
    throw delegationNotAllowed({ reason: input.authority === 'KT.' ? 'not_deputy' : 'not_head_of_unit' })

  await insertDelegation(work.tx, { id: newId(), ...input, types, registers })
  const { fromPosition: positionId, toAccount, authority, decision, validFrom, validTo } = input
  await work.record(powerDelegated(toAccount, { positionId, authority, decision, validFrom, validTo }))
}
