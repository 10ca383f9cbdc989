/** Ghi sổ: every move of money is one posting whose entries sum to zero. */
import { sql } from 'kysely'
import { localDay } from '#shared/dates.ts'
import { posted } from '../events.ts'
import type { Books } from '../keep-books.ts'
import type { LedgerKind } from '../model.ts'
import { findLedgerAccounts } from './ledger-accounts.ts'

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
  const amounts = entries.map(({ amount }) => amount)
  const told = entries.map(({ amount }, at): [number, number] => [accounts[at] ?? 0, amount])
  books.tell(posted(cause, { kind, orderId, day, entries: told }))
  await sql`
    with written as (
      insert into payments.posting (kind, order_id, transfer_id, cause, at)
      values (${kind}, ${orderId}::uuid, ${transferId}::uuid, ${cause}::uuid, ${books.now}::timestamptz)
      returning id)
    insert into payments.entry (posting_id, ledger_account_id, amount, day)
    select written.id, side.account, side.amount, ${day}::date
      from written, unnest(${accounts}::int[], ${amounts}::bigint[]) as side (account, amount)`.execute(
    books.tx,
  )
}
