/** Giao quyền ký: whoever holds a position hands its power over to a person, and ends that. */
import type { Work } from '#server/platform/work.ts'
import { addDays, formatDate, type LocalDay, localDay } from '#shared/dates.ts'
import { meet } from '../delegated-scope.ts'
import { readDirectory } from '../directory.ts'
import { delegationEnded } from '../events.ts'
import { resolveSuccessor } from '../find-agencies.ts'
import { listDelegatedPositions, listHeldPositions } from '../holders.ts'
import type { Position } from '../model.ts'
import { delegationNotAllowed, delegationNotFound, positionNotFound } from '../refusals.ts'
import { type Delegate, delegate } from './delegate.ts'
import {
  findPower,
  insertDelegationEnd,
  type KeptPower,
  listPowersTo,
  lockPowersOf,
} from './delegation-queries.ts'
import { lastDayWith } from './list-powers.ts'
import { type Way, waysFrom } from './ways.ts'

/** Who hands over: an account, acting for this agency. */
export interface Giver {
  id: string
  agencyId: string
}

/** A term of office, and a power is given for a time (Điều 13 khoản 3). */
const mostDays = 5 * 366
export type HandOver = Delegate & { decidedOn: LocalDay }

/**
 * Hands the power of a position they hold today to somebody, as `delegate` does; refuses in its words days that are over or too many, a decision of a
 * later day, an agency that was merged or ends before, whoever may not be given it in that way, and what they have already. Answers its id.
 */
export async function handOver(
  work: Work,
  giver: Giver,
  { decidedOn, ...input }: HandOver,
): Promise<{ id: string; position: Position }> {
  const position = await requireHeld(work, giver, input.fromPosition)
  const today = localDay(work.now)
  const { validFrom, validTo, toAccount, authority } = input
  if (position.signs && !waysFrom(position).includes(authority))
    throw delegationNotAllowed({ reason: position.authority === 'KT.' ? 'not_head' : 'handed_on' })
  if (validFrom < today) throw delegationNotAllowed({ reason: 'past' })
  if (validTo > addDays(validFrom, mostDays)) throw delegationNotAllowed({ reason: 'too_long' })
  if (decidedOn > today) throw delegationNotAllowed({ reason: 'decided_later' })
  const ends = await lastDayOf(work, position)
  if (ends !== null && validTo > ends)
    throw delegationNotAllowed({ reason: 'agency_ends', day: formatDate(ends) })
  if (toAccount === giver.id) throw delegationNotAllowed({ reason: 'self' })

  await lockPowersOf(work.tx, position.id)
  const scope = { types: input.types ?? null, registers: input.registers ?? null }
  const others = await listPowersTo(work.tx, position.id, toAccount)
  const other = others.find(
    (one) => one.validFrom <= validTo && lastDayWith(one) >= validFrom && meet(one, scope),
  )
  if (other)
    throw delegationNotAllowed({
      reason: 'overlaps',
      decision: other.decision,
      from: formatDate(other.validFrom),
      to: formatDate(lastDayWith(other)),
    })
  const id = await delegate(work, input, { madeBy: giver.id, decidedOn })
  return { id, position }
}

export interface EndPower {
  id: string
  /** The first day without it. */
  from: LocalDay
  reason: string
}

/**
 * From that day on the power is in force no more. Refuses whoever does not hold its position today, a day that is over, and a power that has ended by
 * then. What was confirmed before is signed as it was.
 */
export async function endDelegation(
  work: Work,
  giver: Giver,
  { id, from, reason }: EndPower,
): Promise<KeptPower> {
  const known = await findPower(work.tx, id)
  const { positionById } = await readDirectory(work)
  if (!known || positionById.get(known.fromPosition)?.agencyId !== giver.agencyId) throw delegationNotFound()
  await requireHeld(work, giver, known.fromPosition)
  if (from < localDay(work.now)) throw delegationNotAllowed({ reason: 'past' })
  await lockPowersOf(work.tx, known.fromPosition)
  const power = (await findPower(work.tx, id)) ?? known
  if (from > lastDayWith(power)) throw delegationNotAllowed({ reason: 'ended' })
  await insertDelegationEnd(work.tx, {
    delegationId: id,
    fromDay: from,
    reason,
    endedBy: giver.id,
    endedAt: work.now,
  })
  const { fromPosition: positionId, toAccount, decision, validFrom } = power
  const authority = power.authority as Way
  await work.record(
    delegationEnded(toAccount, { positionId, authority, decision, validFrom, validTo: addDays(from, -1) }),
  )
  return power
}

/** The position, which the giver holds today at an agency that stands; with whatever was handed to them only, they hand on nothing. */
async function requireHeld(work: Work, giver: Giver, positionId: string): Promise<Position> {
  const today = localDay(work.now)
  const position = (await readDirectory(work)).positionById.get(positionId)
  if (!position) throw positionNotFound({ id: positionId })
  const heir = await resolveSuccessor(work, position.agencyId, today)
  if (heir.id !== position.agencyId) throw delegationNotAllowed({ reason: 'merged', heir: heir.name })
  const held = await listHeldPositions(work, giver.id, position.agencyId, today)
  if (position.agencyId === giver.agencyId && held.some(({ id }) => id === positionId)) return position
  const handed = await listDelegatedPositions(work, giver.id, position.agencyId, today)
  const isHandedOn = handed.some((one) => one.positionId === positionId)
  throw delegationNotAllowed({ reason: isHandedOn ? 'handed_on' : 'not_held' })
}

/** The last day of the position and of its agency; null where none is known. */
async function lastDayOf(work: Work, { agencyId, validTo }: Position): Promise<LocalDay | null> {
  const agency = (await readDirectory(work)).agencyById.get(agencyId)
  const days = [validTo, agency?.validTo ?? null].filter((day) => day !== null)
  return days.sort()[0] ?? null
}
