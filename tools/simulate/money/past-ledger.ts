/** The ledger of the past: accounts as they are needed, postings with the fact that proves them. */
import type pg from 'pg'
import { posted } from '#server/modules/payments/events.ts'
import type { Side } from '#server/modules/payments/ledger/post.ts'
import { localDay } from '#shared/dates.ts'
import type { PastTables } from '../tables/past-tables.ts'
import type { Tell } from './past-books.ts'

export interface PastPosting {
  kind: string
  cause: string
  orderId: string | null
  transferId: string | null
  at: Date
  sides: readonly Side[]
}

export interface PastLedger {
  /** Writes one posting of entries that sum to zero, and its fact. */
  post(posting: PastPosting, tell: Tell): void
  /** Lets the present number its accounts and postings after these. */
  handOver(client: pg.ClientBase): Promise<void>
}

export async function openPastLedger(
  client: pg.ClientBase,
  { ledgerAccounts, postings, entries }: PastTables,
): Promise<PastLedger> {
  const { rows } = await client.query<{ id: number; key: string }>(
    `select id, concat_ws(' ', agency_id, kind, sub) as key from payments.ledger_account`,
  )
  const accounts = new Map(rows.map(({ id, key }) => [key, id]))
  let lastAccount = Math.max(0, ...accounts.values())
  const { rows: last } = await client.query<{ id: string }>(
    'select coalesce(max(id), 0) as id from payments.posting',
  )
  let lastPosting = Number(last[0]?.id ?? 0)

  function accountOf({ agencyId, kind, sub = '' }: Side): number {
    const key = `${agencyId} ${kind} ${sub}`
    const known = accounts.get(key)
    if (known !== undefined) return known
    lastAccount += 1
    accounts.set(key, lastAccount)
    ledgerAccounts.add(lastAccount, agencyId, kind, sub)
    return lastAccount
  }

  return {
    post({ kind, cause, orderId, transferId, at, sides }, tell) {
      const sums = new Map<number, number>()
      for (const side of sides) {
        if (side.amount === 0) continue
        const account = accountOf(side)
        sums.set(account, (sums.get(account) ?? 0) + side.amount)
      }
      const told = [...sums].filter(([, amount]) => amount !== 0)
      if (told.reduce((sum, [, amount]) => sum + amount, 0) !== 0)
        throw new Error(`The entries of ${kind} ${cause} do not sum to zero`)
      const day = localDay(at)
      lastPosting += 1
      postings.add(lastPosting, kind, orderId, transferId, cause, at)
      for (const [account, amount] of told) entries.add(lastPosting, account, amount, day)
      tell(posted(cause, { kind, orderId, day, entries: told }))
    },
    async handOver(db) {
      for (const [table, last] of [
        ['payments.ledger_account', lastAccount],
        ['payments.posting', lastPosting],
      ] as const)
        if (last > 0) await db.query(`select setval(pg_get_serial_sequence($1, 'id'), $2)`, [table, last])
    },
  }
}
