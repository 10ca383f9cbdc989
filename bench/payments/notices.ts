/**
 * A bank's notices over real HTTP, by 8 clients: bytes stored, signature checked, order found, money posted, receipt numbered, facts told,
 * answered after the commit. The reference is plain SQL writing the same rows to the same database.
 */
import pg from 'pg'
import { openToolDatabase } from '#tools/postgres/tool-database.ts'
import { openDataFolder, startDemo } from '../demo-program.ts'
import { report } from '../figure.ts'
import { bestOf, type Question } from '../load.ts'
import { measureStatements } from '../pgbench-reference.ts'
import { commandOf, processesUnder, processorTimeOf } from '../process-tree.ts'
import { askFor, gateway, noticeOf } from './asked-orders.ts'

const clients = 8
const seconds = Number(process.argv[2] ?? 10)
const target = { perSecond: 150, p95: 100, share: 0.2 }
/** More than can be settled, or written plainly, in the time. */
const [orders, plainOrders] = [(3 * seconds + 5) * 500, seconds * 2_500]

const data = openDataFolder()
const program = await startDemo(data, 0)
const { migratorUrl } = await openToolDatabase({ ...process.env, NHIP_DATA: data })
process.env.NHIP_DATA = data
const { gatewayKeys } = await import('#server/modules/payments/gateways/gateway-keys.ts')
const [key = Buffer.alloc(0)] = gatewayKeys(gateway)
const owner = new pg.Client(migratorUrl)
await owner.connect()
const asked = await askFor(owner, orders)
let told = 0

function next(): Question {
  const order = asked[told++ % asked.length]
  if (!order) throw new Error('Nothing is asked for')
  return noticeOf(order, key)
}

const before = processorTimes()
const { best, all } = await bestOf(3, { baseUrl: program.baseUrl, clients, seconds, wanted: 200, next })
const took = processorTimes()
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
const rows = await sameRows()
const plainBefore = processorTimes()
const plain = await measureStatements(migratorUrl, rows, clients, Math.min(10, seconds))
const plainTook = processorTimes()
await owner.end()
await program.stop()

const share = best.perSecond / plain.perSecond
report({
  what: `the same rows by plain SQL (${plain.by})`,
  value: `${plain.perSecond.toFixed(0)}/s: settling reaches ${(share * 100).toFixed(0)} %`,
  target: `${target.share * 100} %`,
  met: share >= target.share,
})
// However busy the machine is: what each costs of a processor.
const [each, ofPlain] = [told, plain.perSecond * Math.min(10, seconds)]
const ms = (part: keyof typeof took) => ((took[part] - before[part]) * 1000) / each
const plainMs = ((plainTook.database - plainBefore.database) * 1000) / ofPlain
console.log(
  `processor time of a notice: web ${ms('web').toFixed(2)} ms, database ${ms('database').toFixed(2)} ms, ` +
    `worker ${ms('worker').toFixed(2)} ms; of the same rows by plain SQL: database ${plainMs.toFixed(2)} ms`,
)
process.exit()

/** Seconds so far of the parts of the program. */
function processorTimes(): { web: number; worker: number; database: number } {
  const times = { web: 0, worker: 0, database: 0 }
  for (const pid of processesUnder(program.pid)) {
    const command = commandOf(pid)
    const part = command.includes('server/web.ts')
      ? 'web'
      : command.includes('server/worker.ts')
        ? 'worker'
        : 'database'
    if (part !== 'database' || command.includes('postgres')) times[part] += processorTimeOf(pid)
  }
  return times
}

/** What one settled notice leaves behind, once for each transaction, on orders of its own. */
async function sameRows(): Promise<string[]> {
  await askFor(owner, plainOrders)
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
  // Done already, so that nobody does it.
  const job = (name: string, size: number) =>
    `insert into pgboss.job (name, data, state)
     select '${name}', jsonb_build_object('subjectId', id, 'data', repeat('x', ${size})), 'completed' ${of}`
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
    event('payments.receipt-due', 120),
    job('payments.sign-receipt', 120),
    job('dossiers.settle-paid', 300),
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
