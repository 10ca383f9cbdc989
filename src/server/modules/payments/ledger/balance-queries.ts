/** What each account holds, and how it came about. */
import { sql } from 'kysely'
import type { Tx } from '#server/platform/database/database.ts'
import { localDay } from '#shared/dates.ts'
import type { LedgerKind } from '../model.ts'

export interface Balance {
  ledgerAccountId: number
  agencyId: string
  kind: LedgerKind
  sub: string
  /** Debits less credits, in đồng. */
  amount: number
  count: number
}

/** Every account of these agencies as it stands now: what is summed up and the entries since, of one moment. */
export async function readBalances(tx: Tx<'payments'>, agencyIds: readonly string[]): Promise<Balance[]> {
  const { rows } = await sql<Balance>`
    with account as (
      select id, agency_id, kind, sub from payments.ledger_account where agency_id = any (${agencyIds}::text[])),
    part as (
      select s.ledger_account_id, s.amount, s.count
        from payments.account_sum s join account a on a.id = s.ledger_account_id
      union all
      select since.* from payments.sums_since(array(select id from account), null) as since)
    select a.id as ledger_account_id, a.agency_id, a.kind, a.sub,
           coalesce(sum(part.amount), 0)::bigint as amount, coalesce(sum(part.count), 0)::bigint as count
      from account a left join part on part.ledger_account_id = a.id
     group by a.id, a.agency_id, a.kind, a.sub order by a.agency_id, a.kind, a.sub`.execute(tx)
  return rows
}

export interface StatementLine {
  at: Date
  kind: string
  /** The order it is about, and the transaction that brought the money. */
  reference: string | null
  transaction: string | null
  amount: number
  /** After this line. */
  balance: number
}

/** What an account held just before this instant: the days before it, and what was posted earlier on its day. */
export async function balanceBefore(tx: Tx<'payments'>, ledgerAccountId: number, at: Date): Promise<number> {
  const day = localDay(at)
  const { rows } = await sql<{ amount: number }>`
    select (coalesce((select sum(amount) from payments.day_sum
                       where ledger_account_id = ${ledgerAccountId}::int and day < ${day}::date), 0)
          + coalesce((select amount from payments.sums_since(array[${ledgerAccountId}::int], ${day}::date)), 0)
          + coalesce((select sum(e.amount) from payments.entry e join payments.posting p on p.id = e.posting_id
                       where e.ledger_account_id = ${ledgerAccountId}::int and e.day = ${day}::date
                         and p.at < ${at}::timestamptz), 0))::bigint as amount`.execute(tx)
  return rows[0]?.amount ?? 0
}

/** Whether the account is of one of these agencies. */
export async function isAccountOf(
  tx: Tx<'payments'>,
  id: number,
  agencyIds: readonly string[],
): Promise<boolean> {
  const { rows } = await sql`
    select from payments.ledger_account where id = ${id}::int and agency_id = any (${agencyIds}::text[])`.execute(
    tx,
  )
  return rows.length > 0
}

/** Entries of an account from one instant to another, the former included, oldest first; each with the balance after it. */
export async function listEntries(
  tx: Tx<'payments'>,
  {
    ledgerAccountId,
    from,
    until,
    opening,
    limit,
  }: { ledgerAccountId: number; from: Date; until: Date; opening: number; limit: number },
): Promise<StatementLine[]> {
  const { rows } = await sql<StatementLine>`
    select p.at, p.kind, o.reference, t.transaction, e.amount,
           (${opening}::bigint + sum(e.amount) over (order by p.at, p.id))::bigint as balance
      from payments.entry e join payments.posting p on p.id = e.posting_id
      left join payments."order" o on o.id = p.order_id
      left join payments.transfer t on t.id = p.transfer_id
     where e.ledger_account_id = ${ledgerAccountId}::int
       and e.day between ${localDay(from)}::date and ${localDay(until)}::date
       and p.at >= ${from}::timestamptz and p.at < ${until}::timestamptz
     order by p.at, p.id limit ${limit}`.execute(tx)
  return rows
}
