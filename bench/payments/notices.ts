/**
 * A bank's notices over real HTTP, by 8 clients: bytes stored, signature checked, order found, money posted, receipt numbered, facts told,
 * answered after the commit. The reference is plain SQL writing the same rows to the same database.
 */
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { signBody } from '#server/crafts/signed/signed-body.ts'
import { referenceOf } from '#server/crafts/vietqr/reference.ts'
import { openToolDatabase } from '#tools/postgres/tool-database.ts'
import { openDataFolder, startDemo } from '../demo-program.ts'
import { report } from '../figure.ts'
import { bestOf, type Question } from '../load.ts'
import { measureStatements } from '../pgbench-reference.ts'

const clients = 8
const seconds = Number(process.argv[2] ?? 10)
const target = { perSecond: 150, p95: 100, share: 0.2 }
const gateway = 'demo-bank'
/** More than can be settled in the time. */
const orders = seconds * 4 * 900

const data = openDataFolder()
const program = await startDemo(data, 0)
const { migratorUrl } = await openToolDatabase({ ...process.env, NHIP_DATA: data })
process.env.NHIP_DATA = data
const { gatewayKeys } = await import('#server/modules/payments/gateways/gateway-keys.ts')
const { signatureHeader, timeHeader } = await import('#server/modules/payments/gateways/signed-json.ts')
const [key = Buffer.alloc(0)] = gatewayKeys(gateway)
/** References given so far. */
let given = 0
const owner = new pg.Client(migratorUrl)
await owner.connect()
const asked = await askFor(orders)
let told = 0

function next(): Question {
  const order = asked[told++ % asked.length]
  if (!order) throw new Error('Nothing is asked for')
  const { reference, bin: bank, number: account } = order
  const money = { id: randomUUID(), bank, account, amount: 15_000, currency: 'VND' }
  const content = `CT DEN:${told} NGUYEN VAN A CHUYEN TIEN ${reference} GD 554${told}`
  const body = JSON.stringify({ ...money, content, paid_at: new Date().toISOString() })
  const { timestamp, mac } = signBody(Buffer.from(body), key, new Date())
  const headers = { 'content-type': 'application/json', [timeHeader]: timestamp, [signatureHeader]: mac }
  return { method: 'POST', path: `/api/v1/payments/notices/${gateway}`, headers, body }
}

const { best, all } = await bestOf(3, { baseUrl: program.baseUrl, clients, seconds, wanted: 200, next })
const { rows: done } = await owner.query<{ paid: number; duplicate: number }>(
  `select count(*) filter (where state = 'paid')::int as paid, count(*) filter (where state = 'overpaid')::int as duplicate
     from payments."order" where agency_id in (select agency_id from payments.account)`,
)
const settled = done[0]?.paid ?? 0
if (settled + (done[0]?.duplicate ?? 0) === 0) throw new Error('No order was settled')
report({
  what: `notices settled over HTTP, ${clients} clients`,
  value: `${best.perSecond.toFixed(0)}/s, p50 ${best.p50.toFixed(0)} ms, p95 ${best.p95.toFixed(0)} ms`,
  target: `${target.perSecond}/s, p95 under ${target.p95} ms`,
  met: best.perSecond >= target.perSecond && best.p95 < target.p95,
  note: `runs ${all}/s; ${settled} orders paid`,
})
const plain = await measureStatements(migratorUrl, await sameRows(), clients, Math.min(10, seconds))
await owner.end()
await program.stop()

const share = best.perSecond / plain.perSecond
report({
  what: `the same rows by plain SQL (${plain.by})`,
  value: `${plain.perSecond.toFixed(0)}/s: settling reaches ${(share * 100).toFixed(0)} %`,
  target: `${target.share * 100} %`,
  met: share >= target.share,
})
process.exit()

interface Asked {
  reference: string
  bin: string
  number: string
}

/** Orders of two fees at every agency of the demo, each with a charge of the same identity. */
async function askFor(count: number): Promise<Asked[]> {
  const { rows: accounts } = await owner.query<{
    id: string
    agency_id: string
    bin: string
    number: string
  }>('select id, agency_id, bin, number from payments.account order by agency_id')
  const made = Array.from({ length: count }, (_, index) => {
    const { id: account, ...at } = accounts[index % accounts.length] ?? {
      id: '',
      agency_id: '',
      bin: '',
      number: '',
    }
    return { id: randomUUID(), reference: referenceOf(given++), account, ...at }
  })
  const rows = `jsonb_to_recordset($1) as o (id uuid, reference text, account uuid, agency_id text)`
  const items = `'[{"key":"phi","name":"Phí","amount":10000,"basis":"","explanation":""},{"key":"le-phi","name":"Lệ phí","amount":5000,"basis":"","explanation":""}]'::jsonb`
  for (let from = 0; from < made.length; from += 5000) {
    const part = [JSON.stringify(made.slice(from, from + 5000))]
    await owner.query(
      `insert into payments.charge (id, chain, subject_kind, subject_id, title, agency_id, items, amount, due, made_at)
       select id, id, 'bench', id, 'H57.16.02-261129-0001', agency_id, ${items}, 15000, 'filing', now() from ${rows}`,
      part,
    )
    await owner.query(
      `insert into payments."order" (id, reference, agency_id, account_id, created_at, expires_at)
       select id, reference, agency_id, account, now(), now() + interval '3 days' from ${rows}`,
      part,
    )
    await owner.query(
      `insert into payments.order_action (order_id, seq, kind, at, actor_kind, amount)
       select id, 1, 'create', now(), 'system', 15000 from ${rows}`,
      part,
    )
    await owner.query(
      `insert into payments.order_item
       select id, 1, id, id, fee.key, fee.amount from ${rows}, (values ('phi', 10000), ('le-phi', 5000)) as fee (key, amount)`,
      part,
    )
  }
  await owner.query('analyze')
  return made
}

/** What one settled notice leaves behind, once for each transaction, on orders of its own. */
async function sameRows(): Promise<string[]> {
  await askFor(orders)
  await owner.query('create sequence if not exists bench_order_at')
  await owner.query(
    `create table if not exists public.bench_order as
     select row_number() over () as n, id, agency_id from payments."order" where state = 'created'`,
  )
  await owner.query('create unique index on public.bench_order (n)')
  await owner.query('analyze public.bench_order')
  // Asked once a statement, so that the index serves.
  const of = `from public.bench_order where n = (select currval('bench_order_at'))`
  const event = (name: string, size: number) =>
    `insert into platform.event_log (name, subject_id, data, actor_kind, occurred_at, nonce, mark)
     select '${name}', id, to_json(repeat('x', ${size})), 'system', now(), substr(uuid_send(gen_random_uuid()), 1, 8),
            uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) ${of}`
  return [
    `select nextval('bench_order_at')`,
    `insert into payments.notice (id, gateway, received_at, raw, headers)
     select id, '${gateway}', now(), convert_to(repeat('x', 250), 'UTF8'), to_jsonb(repeat('x', 120)) ${of}`,
    `insert into payments.transfer (id, gateway, transaction, channel, amount, bin, number, memo, paid_at, agency_id, order_id, notice_id, arrived_at)
     select id, '${gateway}', cast(id as text), 'notice', 15000, '970436', '1', repeat('x', 60), now(), agency_id, id, id, now() ${of}`,
    `insert into payments.order_action (order_id, seq, kind, at, actor_kind, paid, transfer_id)
     select id, 2, 'receive', now(), 'system', 15000, id ${of}`,
    `with p as (insert into payments.posting (kind, order_id, transfer_id, cause, at) select 'receive', id, id, id, now() ${of} returning id)
     insert into payments.entry (posting_id, ledger_account_id, amount, day)
     select p.id, side.account, side.amount, current_date from p, (values (1, 15000), (2, -10000), (3, -5000)) as side (account, amount)`,
    event('payments.money-received', 200),
    event('payments.posted', 200),
    event('payments.charge-paid', 300),
    `update payments.notice set verdict = 'taken', judged_at = now() where id = (select id ${of})`,
    `with taken as (
       insert into payments.receipt_series as s (agency_id, form, series, year, last)
       select agency_id, 'EBL02', '26TBB', 2026, 1 ${of} on conflict (agency_id, form, series, year) do update set last = s.last + 1
       returning agency_id, last)
     insert into payments.receipt (id, agency_id, form, series, year, number, order_id, items, amount, channel, numbered_at)
     select id, agency_id, 'EBL02', '26TBB', 2026, last, id, '[]', 15000, 'notice', now()
       from taken join public.bench_order using (agency_id) where n = (select currval('bench_order_at'))`,
  ].map((statement) => statement.replace(/\s+/g, ' '))
}
