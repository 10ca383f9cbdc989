/** What must be true of money after any harm, with the demo bank's own book as the judge. */
import { join } from 'node:path'
import { setTimeout as rest } from 'node:timers/promises'
import { Book, type Payment } from '#server/demo-payments/book.ts'
import { DatabaseClient } from '#server/platform/database/database-client.ts'

interface Question {
  wrong: string
  /** The table `book` holds what the bank has in its own. */
  sql: string
}

const questions: readonly Question[] = [
  {
    wrong: 'the bank has a payment that was not settled exactly once, as it is',
    sql: `select b.id, b.amount, t.amount, t.bin, t.number from book b
            left join payments.transfer t on t.gateway = 'demo-bank' and t.transaction = b.id
           where t.id is null or t.amount <> b.amount or (t.bin, t.number) is distinct from (b.bin, b.account)`,
  },
  {
    wrong: 'money was settled that the bank does not know',
    sql: `select t.transaction, t.amount from payments.transfer t left join book b on b.id = t.transaction
           where t.gateway = 'demo-bank' and b.id is null`,
  },
  {
    wrong: 'the ledger has another sum at an account than the bank',
    sql: `select a.agency_id, l.amount, b.amount
            from (select bin, account, sum(amount) as amount from book group by 1, 2) b
            join payments.account a on a.bin = b.bin and a.number = b.account
            left join (select la.agency_id, sum(e.amount) as amount from payments.entry e
                         join payments.ledger_account la on la.id = e.ledger_account_id and la.kind = 'bank'
                        group by 1) l using (agency_id)
           where l.amount is distinct from b.amount`,
  },
  {
    wrong: 'the entries of a posting do not sum to zero',
    sql: 'select posting_id, sum(amount) from payments.entry group by 1 having sum(amount) <> 0',
  },
  {
    wrong: 'a transfer has not exactly one posting',
    sql: `select t.transaction, count(p.id) from payments.transfer t
            left join payments.posting p on p.transfer_id = t.id and p.kind = 'receive'
           group by t.id, t.transaction having count(p.id) <> 1`,
  },
  {
    wrong: 'an order does not say what came for it',
    sql: `select o.reference, o.state, o.amount, o.paid, o.excess, t.amount from payments."order" o
            join (select order_id, sum(amount) as amount from payments.transfer group by 1) t on t.order_id = o.id
           where o.paid + o.excess + o.due_back + o.refunded <> t.amount or o.paid > o.amount`,
  },
  {
    wrong: 'an order has money and is not settled as much as it could be',
    sql: `select o.reference, o.state, o.paid, o.amount, o.excess from payments."order" o
           where o.excess > 0 and o.paid < o.amount and o.base <> 'cancelled'`,
  },
  {
    wrong: 'money that settled nothing lies in no suspense, or in two',
    sql: `select t.transaction, count(s.id) from payments.transfer t
            left join payments.suspense s on s.transfer_id = t.id
           where t.order_id is null group by t.id, t.transaction having count(s.id) <> 1`,
  },
  {
    wrong: 'an order that is whole has not exactly one receipt, or a number is missing',
    sql: `select o.reference, count(r.id) from payments."order" o left join payments.receipt r on r.order_id = o.id
           where o.paid = o.amount and o.amount > 0 group by o.id, o.reference having count(r.id) <> 1
          union all
          select s.agency_id || ' ' || s.year, s.last from payments.receipt_series s
            left join (select agency_id, year, form, count(*)::int as count, max(number) as last
                         from payments.receipt group by 1, 2, 3) r using (agency_id, year, form)
           where s.last is distinct from coalesce(r.count, 0) or s.last is distinct from coalesce(r.last, 0)`,
  },
  {
    wrong: 'a receipt was not signed exactly once',
    sql: `select r.series, r.number, r.state, count(a.seq) from payments.receipt r
            left join payments.receipt_action a on a.receipt_id = r.id and a.kind = 'sign'
            left join documents.sealed_paper s on s.id = r.id and s.sha256 = r.pdf
           group by r.id having count(a.seq) <> 1 or count(s.id) <> 1`,
  },
  {
    wrong: 'a signed receipt lies not once in its payer’s vault, as paper and as data',
    sql: `select r.series, r.number, count(p.id) filter (where p.kind = 'bien-lai'), count(p.id) filter (where p.kind <> 'bien-lai')
            from payments.receipt r
            left join registry.paper p on p.owner_id = r.payer_id and p.sha256 in (r.pdf, r.xml)
           where r.payer_id is not null and r.state = 'signed' group by r.id
          having count(p.id) filter (where p.kind = 'bien-lai') <> 1 or count(p.id) filter (where p.kind <> 'bien-lai') <> 1`,
  },
]

/** The bank's own book, from the disk: nothing the program says of itself. */
function readBook(data: string): Payment[] {
  return [...new Book(join(data, 'demo', 'demo-bank.jsonl')).payments.values()]
}

/** Every finding about money, a line each. Waits until the bank has told of everything, and has what was lost asked about now. */
export async function auditPayments(
  url: string,
  data: string,
  acknowledged: readonly string[],
): Promise<{ findings: string[]; payments: number; receipts: number }> {
  const client = new DatabaseClient({ connectionString: url })
  await client.connect()
  try {
    const book = readBook(data)
    const known = new Set(book.map(({ id }) => id))
    const findings = acknowledged
      .filter((id) => !known.has(id))
      .map((id) => `the bank has forgotten a transfer it acknowledged: ${id}`)
    await client.query('create temporary table book (id text, amount bigint, bin text, account text)')
    await client.query(
      `insert into book select id, amount, "to" ->> 'bin', "to" ->> 'account'
         from jsonb_to_recordset($1::jsonb) as b (id text, amount bigint, "to" jsonb)`,
      [JSON.stringify(book)],
    )
    // The program asks with growing waits, up to days: here it is as if they were over.
    await client.query(`update payments.asking set next_at = now()`)
    // What is settled only now has its receipt signed a moment later; nothing is given up while it becomes less.
    let least = Number.POSITIVE_INFINITY
    for (let until = performance.now() + 150_000; performance.now() < until; await rest(1_000)) {
      const { rows } = await client.query<{ left: number }>(
        `select ((select count(*) from book b where not exists (
                   select from payments.transfer t where t.gateway = 'demo-bank' and t.transaction = b.id))
               + (select count(*) from payments.receipt where state = 'numbered'))::int as left`,
      )
      const left = rows[0]?.left ?? 0
      if (left === 0) break
      if (left < least) until = performance.now() + 150_000
      least = Math.min(least, left)
    }
    for (const { wrong, sql } of questions) {
      const { rows } = await client.query({ text: `select * from (${sql}) q limit 5`, rowMode: 'array' })
      for (const row of rows) findings.push(`${wrong}: ${row.join(' ')}`)
    }
    const { rows: signed } = await client.query<{ count: number }>(
      `select count(*)::int as count from payments.receipt where state = 'signed'`,
    )
    return { findings, payments: book.length, receipts: signed[0]?.count ?? 0 }
  } finally {
    await client.end()
  }
}
