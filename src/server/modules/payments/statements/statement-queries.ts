import { type Selectable, sql } from 'kysely'
import type { Tx } from '#server/platform/database/database.ts'
import type { PaymentsBankStatement, PaymentsBankStatementLine } from '#server/platform/schema.gen.ts'

type Db = Tx<'payments'>

/** Sao kê ngân hàng, without its bytes. */
export type StatementRow = Omit<Selectable<PaymentsBankStatement>, 'raw'>

/** `known`, `alike`: it is a transfer we have; `missing`: it is none, until another person settles or drops it. */
export type LineState = 'known' | 'alike' | 'differs' | 'missing' | 'settled' | 'dropped'

export type LineRow = Omit<Selectable<PaymentsBankStatementLine>, 'state'> & { state: LineState }

/** What a line is compared with. */
export interface KnownTransfer {
  id: string
  transaction: string
  amount: number
  memo: string
  paidAt: Date
}

interface OfAccount {
  bin: string
  number: string
  from: Date
  until: Date
}

/** The identity of the statement these bytes of this account were taken in as. */
export async function findStatementOf(
  tx: Db,
  accountId: string,
  sha256: string,
): Promise<string | undefined> {
  const found = await tx
    .selectFrom('payments.bankStatement')
    .select('id')
    .where('accountId', '=', accountId)
    .where('sha256', '=', sha256)
    .executeTakeFirst()
  return found?.id
}

/** False where the same file was taken in meanwhile. */
export async function insertStatement(tx: Db, statement: StatementRow & { raw: Buffer }): Promise<boolean> {
  const { numInsertedOrUpdatedRows = 0n } = await tx
    .insertInto('payments.bankStatement')
    .values(statement)
    .onConflict((conflict) => conflict.columns(['accountId', 'sha256']).doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows > 0n
}

const linesAtOnce = 1000

export async function insertLines(tx: Db, lines: readonly LineRow[]): Promise<void> {
  for (let at = 0; at < lines.length; at += linesAtOnce)
    await tx
      .insertInto('payments.bankStatementLine')
      .values(lines.slice(at, at + linesAtOnce))
      .execute()
}

/** Transfers to this account with one of these numbers, paid between two moments. */
export async function listByNumber(
  tx: Db,
  { bin, number, from, until }: OfAccount,
  transactions: readonly string[],
): Promise<KnownTransfer[]> {
  const { rows } = await sql<KnownTransfer>`
    select id, transaction, amount, memo, paid_at from payments.transfer
     where number = ${number} and bin = ${bin} and paid_at between ${from}::timestamptz and ${until}::timestamptz
       and transaction = any (${transactions}::text[])`.execute(tx)
  return rows
}

/** Transfers to this account, paid between two moments, that no line of a statement has been found to be; oldest first. */
export async function listWithoutLine(
  tx: Db,
  { bin, number, from, until }: OfAccount,
  limit: number,
): Promise<KnownTransfer[]> {
  const { rows } = await sql<KnownTransfer>`
    select id, transaction, amount, memo, paid_at from payments.transfer t
     where number = ${number} and bin = ${bin} and paid_at between ${from}::timestamptz and ${until}::timestamptz
       and not exists (select from payments.bank_statement_line l where l.transfer_id = t.id)
     order by paid_at, id limit ${limit}`.execute(tx)
  return rows
}

/** The gateway that tells of money coming to this account: its own, else the one that did so last. */
export async function findTellerOf(
  tx: Db,
  { id, bin, number }: { id: string; bin: string; number: string },
): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select g.id from payments.gateway g
      left join lateral (
        select max(t.arrived_at) as at from payments.transfer t
         where t.gateway = g.id and t.number = ${number} and t.bin = ${bin}) told on true
     where g.kind = 'notice' and (g.account_id = ${id}::uuid or g.account_id is null)
     order by g.account_id is null, told.at desc nulls last, g.is_active desc, g.id limit 1`.execute(tx)
  return rows[0]?.id
}

export type StatementLineCounts = Record<LineState, number>

export type ListedStatement = StatementRow & { bin: string; number: string; counts: StatementLineCounts }

/** Those of these agencies, newest first, or one of them. */
export async function listStatementRows(
  tx: Db,
  { agencyIds, id, limit }: { agencyIds: readonly string[]; id?: string; limit: number },
): Promise<ListedStatement[]> {
  const { rows } = await sql<ListedStatement>`
    select s.id, s.agency_id, s.account_id, s.file_name, s.sha256, s.format, s.from_on, s.until_on, s.out_count, s.out_amount,
           s.imported_by, s.imported_at, a.bin, a.number,
           (select jsonb_object_agg(state, (select count(*) from payments.bank_statement_line l
                                             where l.statement_id = s.id and l.state = of.state))
              from unnest(array['known', 'alike', 'differs', 'missing', 'settled', 'dropped']) as of (state)) as counts
      from payments.bank_statement s join payments.account a on a.id = s.account_id
     where s.agency_id = any (${agencyIds}::text[]) and ${id ? sql`s.id = ${id}::uuid` : sql`true`}
     order by s.imported_at desc, s.id limit ${limit}`.execute(tx)
  return rows
}

/** Lines in these states, in the order of the file. */
export async function listLines(
  tx: Db,
  statementId: string,
  { states, limit }: { states: readonly LineState[]; limit: number },
): Promise<LineRow[]> {
  return tx
    .selectFrom('payments.bankStatementLine')
    .selectAll()
    .where('statementId', '=', statementId)
    .where('state', 'in', [...states])
    .orderBy('line')
    .limit(limit)
    .$castTo<LineRow>()
    .execute()
}

/** The line, held, while it is still missing here. */
export async function lockMissing(tx: Db, statementId: string, line: number): Promise<LineRow | undefined> {
  return tx
    .selectFrom('payments.bankStatementLine')
    .selectAll()
    .where('statementId', '=', statementId)
    .where('line', '=', line)
    .where('state', '=', 'missing')
    .forUpdate()
    .$castTo<LineRow>()
    .executeTakeFirst()
}

export async function decideLine(
  tx: Db,
  { statementId, line }: Pick<LineRow, 'statementId' | 'line'>,
  decided: Pick<LineRow, 'state' | 'transferId' | 'decidedBy' | 'decidedAt'> & { reason?: string },
): Promise<void> {
  await tx
    .updateTable('payments.bankStatementLine')
    .set(decided)
    .where('statementId', '=', statementId)
    .where('line', '=', line)
    .execute()
}

/** The very bytes that were taken in. */
export async function findBytes(tx: Db, id: string): Promise<Buffer | undefined> {
  const found = await tx
    .selectFrom('payments.bankStatement')
    .select('raw')
    .where('id', '=', id)
    .executeTakeFirst()
  return found?.raw
}

/** By which statement and line a transfer was told of, where it was none of a gateway. */
export async function findTellingLine(
  tx: Db,
  transferId: string,
  agencyIds: readonly string[],
): Promise<{ statementId: string; line: number; fileName: string } | undefined> {
  return tx
    .selectFrom('payments.bankStatementLine as l')
    .innerJoin('payments.bankStatement as s', 's.id', 'l.statementId')
    .select(['l.statementId', 'l.line', 's.fileName'])
    .where('l.transferId', '=', transferId)
    .where('l.state', '=', 'settled')
    .where('s.agencyId', 'in', [...agencyIds])
    .executeTakeFirst()
}
