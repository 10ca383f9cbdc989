/** Under which head a Phiếu từ chối stands, and in which capacity it is signed. */
import { type Agency, ownHeadOf } from '#server/modules/agencies/index.ts'
import { findSigningPower, type renderSlip } from '#server/modules/documents/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'
import type { Counter } from './paper-heads.ts'

type SlipData = Parameters<typeof renderSlip>[0]
type Power = NonNullable<Awaited<ReturnType<typeof findSigningPower>>>

/** How this officer signs it: for the counter, else for the agency it receives for; undefined where they may not. */
export async function refusalPower(
  work: Work,
  officer: Officer,
  agency: Pick<Agency, 'id'>,
  counter: Pick<Counter, 'agencyId'>,
): Promise<Power | undefined> {
  for (const agencyId of new Set([counter.agencyId, agency.id])) {
    const power = await findSigningPower(work, officer.id, agencyId)
    if (power) return power
  }
  return undefined
}

/** What of the slip depends on who signs: whoever signs for the agency does it under the agency's own head, not the centre's. */
export async function headedBy(
  work: Work,
  { name }: Officer,
  { block, agency: signing }: Power,
  agency: Agency,
  counter: Counter,
  { letterhead, unit }: Pick<SlipData, 'letterhead' | 'unit'>,
): Promise<Pick<SlipData, 'letterhead' | 'unit' | 'signature'>> {
  const signature = { capacity: [...block.authorityLines, block.title], name }
  if (signing.id === counter.agencyId) return { letterhead, unit, signature }
  return {
    signature,
    unit: agency.name,
    letterhead: { ...letterhead, ...(await ownHeadOf(work, agency)) },
  }
}
