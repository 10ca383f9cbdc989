import type { Work } from '#server/platform/work.ts'
import type { LocalDay } from '#shared/dates.ts'
import type { DelegatedScope } from './delegated-scope.ts'
import { listDelegations } from './delegation/delegation-queries.ts'
import { readDirectory } from './directory.ts'
import type { Position } from './model.ts'
import { listHeldPositionIds, listHolderRows } from './queries.ts'

/** Who holds these positions on that day. */
export async function listHolders(
  work: Pick<Work, 'tx'>,
  positionIds: readonly string[],
  on: LocalDay,
): Promise<{ positionId: string; accountId: string }[]> {
  return positionIds.length === 0 ? [] : listHolderRows(work.tx, positionIds, on)
}

/** The positions an account holds at an agency on that day, those that sign first. */
export async function listHeldPositions(
  work: Pick<Work, 'tx'>,
  accountId: string,
  agencyId: string,
  on: LocalDay,
): Promise<Position[]> {
  const { positionById } = await readDirectory(work)
  const ids = await listHeldPositionIds(work.tx, accountId, agencyId, on)
  return ids.flatMap((id) => positionById.get(id) ?? [])
}

/** The positions whose power was handed to an account at an agency for that day, each with its decision and what it covers. */
export async function listDelegatedPositions(
  work: Pick<Work, 'tx'>,
  accountId: string,
  agencyId: string,
  on: LocalDay,
): Promise<({ positionId: string; decision: string } & Pick<DelegatedScope, 'types' | 'registers'>)[]> {
  const rows = await listDelegations(work.tx, accountId, agencyId, on)
  return rows.map(({ fromPosition: positionId, decision, types, registers }) => ({
    positionId,
    decision,
    types,
    registers,
  }))
}

/** The positions an account holds at an agency on that day; where it holds none there, at a part of it, as a head of division does. */
export async function listPositionsWithin(
  work: Pick<Work, 'tx'>,
  accountId: string,
  agencyId: string,
  on: LocalDay,
): Promise<Position[]> {
  const own = await listHeldPositions(work, accountId, agencyId, on)
  if (own.length > 0) return own
  const { agencyById } = await readDirectory(work)
  for (const { id, parentId } of agencyById.values()) {
    if (parentId !== agencyId) continue
    const held = await listHeldPositions(work, accountId, id, on)
    if (held.length > 0) return held
  }
  return []
}
