/** Which powers to sign were handed over, and who may hand one to whom. */
import type { Work } from '#server/platform/work.ts'
import { addDays, type LocalDay, localDay } from '#shared/dates.ts'
import { readDirectory } from '../directory.ts'
import { listHeldPositions } from '../holders.ts'
import { isValidOn, type Position } from '../model.ts'
import { listHolderRows } from '../queries.ts'
import { type KeptPower, listPowersOf, listTermsOf } from './delegation-queries.ts'
import { mayTake, type Way, ways, waysFrom } from './ways.ts'

/** More of one agency nobody looks at; the latest are those that matter. */
const mostListed = 500

/** The last day a power is in force; before its first day where it was ended before it began. */
export function lastDayWith({ validTo, endsFrom }: Pick<KeptPower, 'validTo' | 'endsFrom'>): LocalDay {
  const last = endsFrom === null ? validTo : addDays(endsFrom, -1)
  return last < validTo ? last : validTo
}

/** A power that was handed over, as it is read. */
export interface HandedPower extends KeptPower {
  position: Position
  agencyName: string
  /** The last day it is in force: ended early, or with its agency. */
  lastDay: LocalDay
  /** On the day looked at; what was ended before it began is ended. */
  state: 'to_come' | 'in_force' | 'ended'
  /** What whoever has it holds at the agency or a part of it, on that day or on the day of its term nearest to it. */
  own: Position | undefined
}

/** What was handed over by whoever holds a position of these agencies, and to this account by whichever, seen on a day; the latest first. */
export async function listHandedPowers(
  work: Work,
  { agencyIds, accountId, on }: { agencyIds: readonly string[]; accountId: string; on: LocalDay },
): Promise<HandedPower[]> {
  const { positionById, agencyById } = await readDirectory(work)
  const kept = await listPowersOf(work.tx, agencyIds, accountId, mostListed)
  const terms = await listTermsOf(
    work.tx,
    kept.map(({ toAccount }) => toAccount),
  )
  const heldBy = (account: string, agencyId: string, day: LocalDay): Position | undefined => {
    const held = terms
      .filter((term) => term.accountId === account && isValidOn(term, day))
      .flatMap(({ positionId }) => positionById.get(positionId) ?? [])
    const ofPart = held.find((one) => agencyById.get(one.agencyId)?.parentId === agencyId)
    return held.find((one) => one.agencyId === agencyId) ?? ofPart
  }
  return kept.flatMap((power) => {
    const position = positionById.get(power.fromPosition)
    const agency = agencyById.get(position?.agencyId ?? '')
    if (!position || !agency) return []
    const last = lastDayWith(power)
    const lastDay = agency.validTo !== null && agency.validTo < last ? agency.validTo : last
    const isEnded = on > lastDay || lastDay < power.validFrom
    const state: HandedPower['state'] = isEnded ? 'ended' : on < power.validFrom ? 'to_come' : 'in_force'
    const day = { ended: lastDay, to_come: power.validFrom, in_force: on }[state]
    const own = heldBy(power.toAccount, agency.id, day)
    return [{ ...power, position, agencyName: agency.name, lastDay, state, own }]
  })
}

/** The positions this account holds at the agency today whose power it may hand over, each with the ways the law allows. */
export async function listGivable(
  work: Work,
  giver: { id: string; agencyId: string },
): Promise<(Position & { ways: Way[] })[]> {
  const held = await listHeldPositions(work, giver.id, giver.agencyId, localDay(work.now))
  return held
    .map((position) => ({ ...position, ways: waysFrom(position) }))
    .filter(({ ways }) => ways.length > 0)
}

/** Somebody a power may be handed to, under the title they would sign with. */
export interface Taker {
  accountId: string
  title: string
  unitName: string
  ways: Way[]
}

/** Who holds a position at the agency today, or at a part of it, each once; those of the agency itself first. */
export async function listTakers(work: Work, agencyId: string): Promise<Taker[]> {
  const today = localDay(work.now)
  const { agencies, agencyById, positions } = await readDirectory(work)
  const units = [
    agencyById.get(agencyId),
    ...agencies.filter((one) => one.parentId === agencyId && isValidOn(one, today)),
  ].filter((unit) => unit !== undefined)
  const takers = new Map<string, Taker>()
  for (const unit of units) {
    const there = positions
      .filter((position) => position.agencyId === unit.id)
      .sort((one, other) => Number(other.signs) - Number(one.signs))
    const ids = there.map(({ id }) => id)
    const holders = ids.length > 0 ? await listHolderRows(work.tx, ids, today) : []
    for (const position of there)
      for (const { accountId } of holders.filter(({ positionId }) => positionId === position.id))
        if (!takers.has(accountId))
          takers.set(accountId, {
            accountId,
            title: position.title,
            unitName: unit.name,
            ways: ways.filter((way) => mayTake(way, position)),
          })
  }
  return [...takers.values()]
}
