/** Who receives a letter: each agency it is for, or whoever follows that one by now. */
import { findAgency, resolveSuccessor } from '#server/modules/agencies/index.ts'
import type { Work } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import { Refusal } from '#shared/refusal.ts'
import type { Sending } from './sending-queries.ts'

/** Who receives on this day what is for this agency: itself or its successor; undefined where nobody follows it, or it is not known here. */
export async function receiverOn(
  work: Pick<Work, 'tx'>,
  agencyId: string,
  at: Date,
): Promise<string | undefined> {
  if (!(await findAgency(work, agencyId))) return undefined
  try {
    return (await resolveSuccessor(work, agencyId, localDay(at))).id
  } catch (error) {
    if (error instanceof Refusal) return undefined
    throw error
  }
}

export interface Plan {
  /** To whom it goes from now on. */
  begin: string[]
  /** What was to go to somebody who is no receiver of its own any more, or has it. */
  drop: string[]
  /** Those nobody follows. */
  nobody: string[]
}

/**
 * How a letter goes on to these agencies, of which some have it and for some it is under way: each receiver of today is given it once, also where
 * several were merged into it, and none that one of them was given it already.
 */
export async function planSendings(
  work: Pick<Work, 'tx' | 'now'>,
  { for: named, of: senderId }: { for: readonly string[]; of: string },
  known: readonly Pick<Sending, 'agencyId' | 'state'>[],
): Promise<Plan> {
  const today = (agencyId: string) => receiverOn(work, agencyId, work.now)
  const has = new Set<string>()
  for (const { agencyId, state } of known) {
    if (state === 'sent') continue
    has.add(agencyId)
    const receiver = await today(agencyId)
    if (receiver) has.add(receiver)
  }
  const receivers = new Set<string>()
  const nobody: string[] = []
  for (const agencyId of named) {
    const receiver = await today(agencyId)
    if (receiver && receiver !== senderId && !has.has(receiver)) receivers.add(receiver)
    else if (!receiver && !has.has(agencyId) && (await findAgency(work, agencyId))) nobody.push(agencyId)
  }
  const underWay = known.filter(({ state }) => state === 'sent').map(({ agencyId }) => agencyId)
  return {
    begin: [...receivers],
    drop: underWay.filter((agencyId) => !receivers.has(agencyId) && !nobody.includes(agencyId)),
    nobody,
  }
}
