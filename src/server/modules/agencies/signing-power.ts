import type { Work } from '#server/platform/work.ts'
import type { LocalDay } from '#shared/dates.ts'
import { listDelegations } from './delegation/delegation-queries.ts'
import { readDirectory } from './directory.ts'
import { listPositionsWithin } from './holders.ts'
import { delegatedBlock, type Position, type SignatureBlock, signatureBlock } from './model.ts'
import { listHeldPositionIds } from './queries.ts'

/** Every way an account may sign for an agency on that day: by its own positions first, then by delegation. */
export async function listSigningPowers(
  work: Pick<Work, 'tx'>,
  accountId: string,
  agencyId: string,
  on: LocalDay,
): Promise<SignatureBlock[]> {
  return (await blocksOf(work, accountId, agencyId, on)).filter(({ signs }) => signs)
}

/**
 * The signature block of an account at an agency on that day: its own power if the position signs, else one handed
 * to it, else its title alone. Undefined for someone who holds no position there.
 */
export async function positionOf(
  work: Pick<Work, 'tx'>,
  accountId: string,
  agencyId: string,
  on: LocalDay,
): Promise<SignatureBlock | undefined> {
  const blocks = await blocksOf(work, accountId, agencyId, on)
  return blocks.find(({ signs }) => signs) ?? blocks[0]
}

/** The signature block of whoever heads the agency; for looking at what somebody there is to sign. */
export async function headOf(
  work: Pick<Work, 'tx'>,
  agencyId: string,
  on: LocalDay,
): Promise<SignatureBlock | undefined> {
  const { positions, agencyById } = await readDirectory(work)
  const signing = positions.filter(
    ({ agencyId: at, signs, validFrom, validTo }) =>
      at === agencyId && signs && validFrom <= on && (validTo === null || validTo >= on),
  )
  // Deputies and those with a power handed to them sign in someone's place.
  const head = signing.find(({ authority }) => authority === null || authority === 'TM.') ?? signing[0]
  return head && signatureBlock(head, agencyById.get(agencyId)?.kind ?? 'other')
}

/** The positions of an agency, for choosing whom to appoint. */
export async function listPositions(work: Pick<Work, 'tx'>, agencyId: string): Promise<Position[]> {
  const { positions } = await readDirectory(work)
  return positions.filter((position) => position.agencyId === agencyId)
}

async function blocksOf(
  work: Pick<Work, 'tx'>,
  accountId: string,
  agencyId: string,
  on: LocalDay,
): Promise<SignatureBlock[]> {
  const { positionById, agencyById } = await readDirectory(work)
  const kind = agencyById.get(agencyId)?.kind ?? 'other'
  const [ids, delegations] = await Promise.all([
    listHeldPositionIds(work.tx, accountId, agencyId, on),
    listDelegations(work.tx, accountId, agencyId, on),
  ])
  const held = ids.flatMap((id) => positionById.get(id) ?? [])
  const blocks = held.map((position) => signatureBlock(position, kind))
  // The head of a division signs for the agency it is a part of under the title held there.
  const [own] =
    held.length > 0 || delegations.length === 0
      ? held
      : await listPositionsWithin(work, accountId, agencyId, on)
  if (!own) return []
  for (const delegation of delegations) {
    const from = positionById.get(delegation.fromPosition)
    if (from) blocks.push(delegatedBlock(own, from, delegation, kind))
  }
  return blocks
}
