/**
 * Balances of 500 accounts at once, over 10,000,000 entries of a year, the last 5,000 of them not summed up yet. The reference is
 * what a sum over all entries takes.
 */
import pg from 'pg'
import { report } from '../figure.ts'
import { openLedger } from './ledger-database.ts'

const entries = Number(process.argv[2] ?? 10_000_000)
const target = { p95: 100 }
const [agencies, each] = [50, 10]

const { migratorUrl, stop } = await openLedger('balances')
const owner = new pg.Client(migratorUrl)
await owner.connect()
await fill()

const { perform } = await import('#server/facts.ts')
const { system } = await import('#server/platform/actor.ts')
const { pool } = await import('#server/platform/database/database.ts')
const { readBalances } = await import('#server/modules/payments/ledger/balance-queries.ts')
const ids = Array.from({ length: agencies }, (_, index) => `bench-${index}`)
const times: number[] = []
let read: Awaited<ReturnType<typeof readBalances>> = []
for (let round = 0; round < 100; round++) {
  const asked = performance.now()
  read = await perform(system, ({ tx }) => readBalances(tx, ids))
  times.push(performance.now() - asked)
}
const began = performance.now()
const { rows: all } = await owner.query<{ id: number; amount: string }>(
  'select ledger_account_id as id, sum(amount) as amount from payments.entry group by 1',
)
const whole = performance.now() - began
await Promise.all([pool.end(), owner.end()])
await stop()

const right = new Map(all.map(({ id, amount }) => [id, Number(amount)]))
const isRight =
  read.length === agencies * each && read.every((one) => right.get(one.ledgerAccountId) === one.amount)
times.sort((one, other) => one - other)
const p95 = times[94] ?? Number.NaN
report({
  what: `balances of ${read.length} accounts over ${entries.toLocaleString('en')} entries`,
  value: `p50 ${times[49]?.toFixed(0)} ms, p95 ${p95.toFixed(0)} ms${isRight ? '' : ', and WRONG'}`,
  target: `p95 under ${target.p95} ms`,
  met: isRight && p95 < target.p95,
  note: `a sum over all entries takes ${(whole / 1000).toFixed(1)} s`,
})
process.exit()

/** Written as a restore writes, without the checks of each row and the indexes only afterwards; then summed up as its owner may, at once. */
async function fill(): Promise<void> {
  const { rows } = await owner.query('select count(*)::int as count from payments.entry')
  if (rows[0].count >= entries) return
  const { rows: indexes } = await owner.query<{ name: string; made: string }>(
    `select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as made from pg_index
      where indrelid in ('payments.entry'::regclass, 'payments.posting'::regclass) and not indisunique`,
  )
  await owner.query(`set session_replication_role = replica`)
  await owner.query(`set synchronous_commit = off`)
  await owner.query(`set maintenance_work_mem = '512MB'`)
  await owner.query(`set work_mem = '256MB'`)
  await owner.query(
    `insert into payments.ledger_account (agency_id, kind, sub)
     select 'bench-' || agency, 'fee', 'fee-' || fee from generate_series(0, ${agencies - 1}) agency, generate_series(1, ${each}) fee`,
  )
  for (const { name } of indexes) await owner.query(`drop index ${name}`)
  const write = (count: number) =>
    owner.query(
      `with p as (
         insert into payments.posting (kind, cause, at)
         select 'receive', gen_random_uuid(), timestamptz '2026-01-01' + n % 365 * interval '1 day' from generate_series(1, $1::int) n
         returning id, at)
       insert into payments.entry (posting_id, ledger_account_id, amount, day)
       select id, 1 + (id * 4 + side) % ${agencies * each}, case when side < 2 then 1000 else -1000 end, at::date
         from p, generate_series(0, 3) side`,
      [count],
    )
  for (let written = 0; written < entries - 5000; written += 200_000) {
    await write(Math.min(50_000, (entries - 5000 - written) / 4))
  }
  for (const { made } of indexes) await owner.query(made)
  await owner.query('vacuum analyze payments.entry, payments.posting')
  await owner.query(
    `with place as (update payments.day_sum_place set tx = pg_snapshot_xmin(pg_current_snapshot()) returning tx),
          days as (
       insert into payments.day_sum
       select ledger_account_id, day, sum(amount), count(*) from payments.entry e, place where e.tx < place.tx group by 1, 2
       returning *)
     insert into payments.account_sum select ledger_account_id, sum(amount), sum(count) from days group by 1`,
  )
  await owner.query('set session_replication_role = origin')
  await write(1250)
  await owner.query('analyze')
}
