/**
 * Postings of 4 entries with their event, by 16 clients on 200 accounts, and with 90 % of them on one account; day sums are made
 * meanwhile. The reference is plain SQL writing the same rows to the same database.
 */
import { randomUUID } from 'node:crypto'
import { report } from '../figure.ts'
import { measureStatements } from '../pgbench-reference.ts'
import { openLedger } from './ledger-database.ts'

const clients = 16
const seconds = Number(process.argv[2] ?? 4)
const target = { perSecond: 400, share: 0.35, hot: 0.85 }
const agencies = 50

const { migratorUrl, stop } = await openLedger('postings')
const { perform } = await import('#server/facts.ts')
const { system } = await import('#server/platform/actor.ts')
const { pool } = await import('#server/platform/database/database.ts')
const { keepBooks } = await import('#server/modules/payments/keep-books.ts')
const { post } = await import('#server/modules/payments/ledger/post.ts')
const { sumDays } = await import('#server/modules/payments/ledger/posting-queries.ts')

/** One posting: of an order that is whole and has a surplus. */
async function postOne(bank: number): Promise<void> {
  const agencyId = `bench-${bank}`
  const sides = [
    { agencyId, kind: 'bank', sub: '970436/1', amount: 12_000 },
    { agencyId, kind: 'fee', sub: 'le-phi', amount: -8000 },
    { agencyId, kind: 'fee', sub: 'phi', amount: -3000 },
    { agencyId, kind: 'suspense', sub: 'surplus', amount: -1000 },
  ] as const
  const posting = { kind: 'receive', cause: randomUUID(), orderId: null, transferId: null, sides }
  await perform(system, (work) => keepBooks(work, (books) => post(books, posting)))
}

async function run(hotShare: number): Promise<number> {
  const began = performance.now()
  const end = began + seconds * 1000
  let count = 0
  let isSumming = true
  const summing = (async () => {
    while (isSumming) {
      await perform(system, ({ tx }) => sumDays(tx))
      await new Promise((done) => setTimeout(done, 500))
    }
  })()
  const client = async () => {
    for (; performance.now() < end; count++) {
      const isHot = Math.random() < hotShare
      await postOne(isHot ? 0 : Math.floor(Math.random() * agencies))
    }
  }
  await Promise.all(Array.from({ length: clients }, client))
  const perSecond = count / ((performance.now() - began) / 1000)
  isSumming = false
  await summing
  return perSecond
}

for (let bank = 0; bank < agencies; bank++) await postOne(bank)
await run(0)
// In turns, so that both meet the same machine.
const [even, hot]: [number[], number[]] = [[], []]
for (let round = 0; round < 3; round++) {
  even.push(await run(0))
  hot.push(await run(0.9))
}
await pool.end()
// No word after a colon, which pgbench would take for a variable.
const event = `'{"kind": "receive", "orderId": null, "day": "2026-11-29", "entries": [[1, 12000], [2, -8000], [3, -3000], [4, -1000]]}'`
const statements = [
  `with p as (insert into payments.posting (kind, cause, at) values ('receive', gen_random_uuid(), now()) returning id),
        b as (select cast(floor(random() * ${agencies}) as int) * 4 as first)
   insert into payments.entry (posting_id, ledger_account_id, amount, day)
   select p.id, b.first + side.account, side.amount, current_date
     from p, b, (values (1, 12000), (2, -8000), (3, -3000), (4, -1000)) as side (account, amount)`,
  `insert into platform.event_log (name, subject_id, data, actor_kind, occurred_at, nonce, mark)
   values ('payments.posted', gen_random_uuid(), cast(${event} as json), 'system', now(),
           substr(uuid_send(gen_random_uuid()), 1, 8), uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()))`,
].map((statement) => statement.replace(/\s+/g, ' '))
const plain = await measureStatements(migratorUrl, statements, clients, seconds)
await stop()

const best = Math.max(...even)
const bestHot = Math.max(...hot)
const runs = (of: number[]) => of.map((value) => value.toFixed(0)).join(', ')
report({
  what: `postings of 4 entries with event, ${clients} clients, 200 accounts`,
  value: `${best.toFixed(0)}/s`,
  target: `${target.perSecond}/s`,
  met: best >= target.perSecond,
  note: `runs ${runs(even)}/s`,
})
report({
  what: `the same rows by plain SQL (${plain.by})`,
  value: `${plain.perSecond.toFixed(0)}/s: the ledger reaches ${((best / plain.perSecond) * 100).toFixed(0)} %`,
  target: `${target.share * 100} %`,
  met: best / plain.perSecond >= target.share,
})
report({
  what: 'the same with 90 % on one account',
  value: `${bestHot.toFixed(0)}/s, ${((bestHot / best) * 100).toFixed(0)} % of the line above`,
  target: `${target.hot * 100} %`,
  met: bestHot / best >= target.hot,
  note: `runs ${runs(hot)}/s`,
})
process.exit()
