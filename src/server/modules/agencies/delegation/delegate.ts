import { newId } from '#server/platform/id.ts'
import type { Work } from '#server/platform/work.ts'
import type { LocalDay } from '#shared/dates.ts'
import { readDirectory } from '../directory.ts'
import { powerDelegated } from '../events.ts'
import { listPositionsWithin } from '../holders.ts'
import { delegationNotAllowed, positionNotFound } from '../refusals.ts'
import { insertDelegation } from './delegation-queries.ts'
import { mayTake, type Way } from './ways.ts'

export interface Delegate {
  fromPosition: string
  toAccount: string
  authority: Way
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

/** Who handed it over at their page, and on which day that was decided in writing. */
export interface Made {
  madeBy: string
  decidedOn: LocalDay
}

/**
 * Hands the power to sign to an account of the same agency, or of a part of it, for a limited time (Nghị định 30/2020/NĐ-CP Điều 13). Whoever signs
 * only by delegation cannot hand the power on, nor whoever holds a position that signs thừa ủy quyền; who signs thừa lệnh hands it to
 * a deputy alone (KT.). Ký thay is refused to whoever is no deputy, thừa lệnh to whoever heads no unit, and thừa ủy quyền where what it covers is not said.
 * Answers its id.
 */
export async function delegate(work: Work, input: Delegate, made?: Made): Promise<string> {
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

  const id = newId(work.now.getTime())
  await insertDelegation(work.tx, {
    id,
    ...input,
    types,
    registers,
    ...(made ? { ...made, madeAt: work.now } : {}),
  })
  const { fromPosition: positionId, toAccount, authority, decision, validFrom, validTo } = input
  await work.record(powerDelegated(toAccount, { positionId, authority, decision, validFrom, validTo }))
  return id
}
