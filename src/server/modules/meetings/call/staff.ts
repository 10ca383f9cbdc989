/** Who works at an agency today, with the position each holds: whom a meeting can be called with. */
import { listHolders, listPositions } from '#server/modules/agencies/index.ts'
import { listStaffOf } from '#server/modules/identity/index.ts'
import type { Work } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'

export interface StaffPlace {
  accountId: string
  name: string
  /** Empty where none is recorded. */
  post: string
}

interface Ranked extends StaffPlace {
  rank: number
}

/** Those who lead it first: who heads it, who signs in their stead, whoever holds another position, the others. */
export async function staffOf(work: Work, agencyId: string): Promise<StaffPlace[]> {
  const positions = await listPositions(work, agencyId)
  const byId = new Map(positions.map((position) => [position.id, position]))
  const holders = await listHolders(work, [...byId.keys()], localDay(work.now))
  const held = new Map<string, { post: string; rank: number }>()
  for (const { positionId, accountId } of holders) {
    const position = byId.get(positionId)
    if (!position) continue
    const isHead = position.authority === null || position.authority === 'TM.'
    const rank = position.signs ? (isHead ? 0 : 1) : 2
    const known = held.get(accountId)
    if (!known || rank < known.rank) held.set(accountId, { post: position.title, rank })
  }
  const staff = await listStaffOf(work, agencyId)
  return staff
    .map(({ id, name }): Ranked => ({ accountId: id, name, ...(held.get(id) ?? { post: '', rank: 3 }) }))
    .sort((one, other) => one.rank - other.rank)
    .map(({ accountId, name, post }) => ({ accountId, name, post }))
}
