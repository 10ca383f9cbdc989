/** Which line of a statement is which transfer we know: by the bank's number; else by amount, time and memo, one for one. */
import { findReferences } from '#server/crafts/vietqr/reference.ts'
import { searchKey } from '#shared/text/index.ts'
import type { KnownTransfer, LineState } from './statement-queries.ts'

export interface ToMatch {
  transaction: string
  amount: number
  paidAt: Date
  memo: string
}

export interface Matched {
  state: Extract<LineState, 'known' | 'alike' | 'differs' | 'missing'>
  transferId: string | null
}

/** Banks book in the days after; a gateway may tell another time than the bank. */
export const alikeWithinMs = 3 * 86_400_000

/**
 * For each line what it is. `byNumber` are transfers to the account that bear the number of a line, `others` those that no line of
 * any statement was found to be.
 */
export function matchLines(
  lines: readonly ToMatch[],
  { byNumber, others }: { byNumber: readonly KnownTransfer[]; others: readonly KnownTransfer[] },
): Matched[] {
  const known = new Map(byNumber.map((transfer) => [transfer.transaction, transfer]))
  const taken = new Set(lines.flatMap(({ transaction }) => known.get(transaction)?.id ?? []))
  const left = new Map<string, KnownTransfer[]>()
  for (const transfer of others) {
    if (taken.has(transfer.id)) continue
    const key = likeness(transfer)
    left.set(key, [...(left.get(key) ?? []), transfer])
  }
  return lines.map((line) => {
    const same = known.get(line.transaction)
    if (same) return { state: same.amount === line.amount ? 'known' : 'differs', transferId: same.id }
    const near = (left.get(likeness(line)) ?? []).filter(({ paidAt }) => gap(paidAt, line) <= alikeWithinMs)
    const [nearest] = near.sort((one, other) => gap(one.paidAt, line) - gap(other.paidAt, line))
    if (!nearest) return { state: 'missing', transferId: null }
    left.set(
      likeness(line),
      (left.get(likeness(line)) ?? []).filter((one) => one !== nearest),
    )
    return { state: 'alike', transferId: nearest.id }
  })
}

function gap(at: Date, { paidAt }: Pick<ToMatch, 'paidAt'>): number {
  return Math.abs(at.getTime() - paidAt.getTime())
}

/** The same amount for the same references; where a memo has none, with the same words. */
function likeness({ amount, memo }: Pick<ToMatch, 'amount' | 'memo'>): string {
  const references = [...new Set(findReferences(memo))].sort()
  return `${amount} ${references.length > 0 ? references.join(' ') : `? ${searchKey(memo)}`}`
}
