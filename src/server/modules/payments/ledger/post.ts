/** Ghi sổ: every move of money is one posting whose entries sum to zero. */
import { localDay } from '#shared/dates.ts'
import { posted } from '../events.ts'
import type { Books } from '../keep-books.ts'
import type { LedgerKind } from '../model.ts'
import { findLedgerAccounts } from './ledger-account-queries.ts'
import { insertPosting } from './posting-queries.ts'

export interface Side {
  agencyId: string
  kind: LedgerKind
  /** `bank`: `BIN/number`; `gateway`: its id; `fee`: its key; `suspense`: its kind; else nothing. */
  sub?: string
  /** In đồng: above zero debit (nợ), below zero credit (có). */
  amount: number
}

export interface Posting {
  kind: string
  /** What it is posted for: the same cause is never posted twice. */
  cause: string
  orderId: string | null
  transferId: string | null
  sides: readonly Side[]
}

/** Writes one posting and tells of it, so that the seal proves its entries. Throws where they do not sum to zero. */
export async function post(
  books: Books,
  { kind, cause, orderId, transferId, sides }: Posting,
): Promise<void> {
  const sums = new Map<string, Required<Side>>()
  for (const side of sides) {
    const key = JSON.stringify([side.agencyId, side.kind, side.sub ?? ''])
    const sum = sums.get(key) ?? { ...side, sub: side.sub ?? '', amount: 0 }
    sums.set(key, { ...sum, amount: sum.amount + side.amount })
  }
  const entries = [...sums.values()].filter(({ amount }) => amount !== 0)
  if (entries.reduce((sum, { amount }) => sum + amount, 0) !== 0)
    throw new Error(`The entries of ${kind} ${cause} do not sum to zero`)
  if (entries.length === 0) return
  const accounts = await findLedgerAccounts(books.tx, entries)
  const day = localDay(books.now)
  const told = entries.map(({ amount }, at): [number, number] => [accounts[at] ?? 0, amount])
  books.tell(posted(cause, { kind, orderId, day, entries: told }))
  books.write(
    insertPosting(books.tx, { kind, cause, orderId, transferId, at: books.now, day, entries: told }),
  )
}
