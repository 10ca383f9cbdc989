/** Who takes a step of a route today: whoever holds its position, has it by delegation, or stands in for who is away. */
import {
  findAgency,
  listDelegatedPositions,
  listHeldPositions,
  listHolders,
  listPositions,
  listSigningPowers,
  resolveSuccessor,
} from '#server/modules/agencies/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'
import { type LocalDay, localDay } from '#shared/dates.ts'
import { type Absence, listAbsences } from './absence-queries.ts'
import type { Part, Step } from './model.ts'
import { isWithin, type Numbered } from './numbering.ts'

type Wanted = Pick<Step, 'agencyId' | 'keys' | 'standIns'>

/**
 * As whom this officer takes the step of this document today; undefined where it is not theirs. The agency of a step that was merged is its
 * successor: the same positions there, or whoever signs for it where it has none such.
 */
export async function partIn(
  work: Work,
  officer: Officer,
  step: Wanted,
  document: Numbered,
): Promise<Part | undefined> {
  if (!officer.agencyIds.includes(step.agencyId)) return undefined
  const on = localDay(work.now)
  const agency = await resolveSuccessor(work, step.agencyId, on)
  const places = step.keys.map((key) => `${agency.id}/${key}`)
  const held = await listHeldPositions(work, officer.id, agency.id, on)
  const own = held.find(({ id }) => places.includes(id))
  if (own) return { as: 'self', position: own.title }
  const delegated = await listDelegatedPositions(work, officer.id, agency.id, on)
  for (const power of delegated)
    if (places.includes(power.positionId) && (await isWithin(work, power, document)))
      return {
        as: 'delegate',
        position: await titleOf(work, agency.id, power.positionId),
        why: power.decision,
      }
  return standsIn(work, officer, { agencyId: agency.id, places, standIns: step.standIns, held, on, document })
}

interface Missing {
  agencyId: string
  places: string[]
  standIns: string[]
  held: { id: string }[]
  on: LocalDay
  document: Numbered
}

/** For who is away: whom they named, else the positions the rule names, else whoever signs for the agency. */
async function standsIn(
  work: Work,
  officer: Officer,
  { agencyId, places, standIns, held, on, document }: Missing,
): Promise<Part | undefined> {
  const holders = await listHolders(work, places, on)
  const away = await awayFrom(work, agencyId, holders, on)
  if (away === undefined) return undefined
  const position = await titleOf(work, agencyId, holders[0]?.positionId ?? places[0] ?? '')
  // The act is read by every agency of the route: that somebody is away, and never that they are ill.
  const why = away.length > 0 ? 'away' : 'vacant'
  const part: Part = { as: 'stand_in', position, why }
  if (away.some(({ standIn }) => standIn === officer.id)) return part
  if (away.some(({ standIn }) => standIn !== null)) return undefined
  const deputies = standIns.map((key) => `${agencyId}/${key}`)
  if (held.some(({ id }) => deputies.includes(id))) return part
  if ((await listHolders(work, deputies, on)).length > 0) return undefined
  for (const { delegation } of await listSigningPowers(work, officer.id, agencyId, on))
    if (!delegation || (await isWithin(work, delegation, document))) return part
  return undefined
}

/** The absences of those who hold these positions; undefined while one of them is there, none where nobody holds any. */
async function awayFrom(
  work: Work,
  agencyId: string,
  holders: readonly { accountId: string }[],
  on: LocalDay,
): Promise<Absence[] | undefined> {
  if (holders.length === 0) return []
  const absences = await listAbsences(work.tx, [agencyId], { from: on, to: on })
  const away = absences.filter(({ accountId }) => holders.some((one) => one.accountId === accountId))
  const isEverybody = holders.every((one) => away.some(({ accountId }) => accountId === one.accountId))
  return isEverybody ? away : undefined
}

async function titleOf(work: Work, agencyId: string, positionId: string): Promise<string> {
  const found = (await listPositions(work, agencyId)).find(({ id }) => id === positionId)
  return found?.title ?? (await findAgency(work, agencyId))?.shortName ?? ''
}
