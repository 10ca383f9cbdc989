/** Which proposals still wait for their writer, and what one becomes when it is confirmed as it stands. */
import type { LocalDay } from '#shared/dates.ts'
import { newBlockId } from '#shared/document/ids.ts'
import { keyOfName } from '../agency/create-draft.ts'
import type { DocumentOrder } from './model.ts'
import type { ProposedOrder } from './propose-orders.ts'

/** Without those that stand confirmed: the same lead told something by the same block. */
export function stillProposed(
  proposed: readonly ProposedOrder[],
  orders: readonly DocumentOrder[],
): ProposedOrder[] {
  const keyOf = (blockId: string, lead: string) => `${blockId} ${keyOfName(lead)}`
  const left = new Map<string, number>()
  for (const { blockId, lead } of orders) {
    const key = keyOf(blockId, lead.name)
    left.set(key, (left.get(key) ?? 0) + 1)
  }
  return proposed.filter(({ blockId, lead }) => {
    const key = keyOf(blockId, lead)
    const count = left.get(key) ?? 0
    left.set(key, count - 1)
    return count <= 0
  })
}

/** The order a proposal stands for; nothing where its lead is no agency of these, or its day is over. */
export function confirmedOf(
  { blockId, lead, others, term, dueOn, reportTo, condition }: ProposedOrder,
  idByName: ReadonlyMap<string, string>,
  today: LocalDay,
): DocumentOrder | undefined {
  const agencyId = idByName.get(keyOfName(lead))
  if (!agencyId || (dueOn && dueOn < today)) return undefined
  return {
    id: newBlockId(),
    blockId,
    lead: { agencyId, name: lead },
    others: others.slice(0, 30).map((name) => ({ name, agencyId: idByName.get(keyOfName(name)) })),
    term,
    dueOn,
    reportTo,
    condition,
  }
}
