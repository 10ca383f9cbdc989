/**
 * Numbers of one register by 50 clerks at once: the whole use case (rights, approval, rules, the number, its action and event) beside
 * pgbench doing the bare update of the series and insert of the action in the same database. Then a program that takes numbers is killed
 * 50 times at random moments: every number is held by exactly one action, and none is missing.
 */
import { fork } from 'node:child_process'
import { setTimeout as rest } from 'node:timers/promises'
import pg from 'pg'
import { report } from '../figure.ts'
import { openLedger } from '../payments/ledger-database.ts'
import { measureStatements } from '../pgbench-reference.ts'

const clerks = 50
const seconds = Number(process.argv[2] ?? 4)
const kills = Number(process.argv[3] ?? 50)
const target = 0.5

// As many connections as pgbench has.
process.env.DATABASE_POOL ??= String(clerks)
const { migratorUrl, stop } = await openLedger('numbers')
const { perform } = await import('#server/facts.ts')
const { pool } = await import('#server/platform/database/database.ts')
const { declineDrafts, reserveNumber, submitDraft } = await import('#server/modules/documents/index.ts')
const { finishDrafts } = await import('#server/modules/documents/agency/sign-drafts.ts')
const { aBureau, aLetterOf } = await import('#server/modules/documents/agency/fixtures.ts')

const bureau = await aBureau({ routes: [{ steps: [] }] })
const { deputy, specialist, agency } = bureau

/** So many drafts that wait for nothing but their number. */
async function approvedDrafts(count: number): Promise<string[]> {
  const ids: string[] = []
  const write = async () => {
    while (ids.length < count) {
      const id = await aLetterOf(bureau)
      ids.push(id)
      await perform(specialist, (work) => submitDraft(work, specialist, id, { version: 1, amount: null }))
    }
  }
  await Promise.all(Array.from({ length: 8 }, write))
  return ids
}

async function takeNumbers(): Promise<number> {
  const waiting = await approvedDrafts(most)
  const began = performance.now()
  const end = began + seconds * 1000
  let count = 0
  const clerk = async () => {
    for (let id = waiting.pop(); id && performance.now() < end; id = waiting.pop()) {
      const draft = id
      await perform(deputy, (work) => reserveNumber(work, deputy, draft))
      count += 1
    }
  }
  await Promise.all(Array.from({ length: clerks }, clerk))
  return count / ((performance.now() - began) / 1000)
}

/** More than are taken in the time: nobody runs out. */
const most = Number(process.argv[4] ?? seconds * 600)

await takeNumbers()
const ours = [await takeNumbers(), await takeNumbers()]

const client = new pg.Client(migratorUrl)
await client.connect()
await client.query(`create table documents.bench_action (like documents.action including defaults)`)
const statements = [
  `update documents.number_series set last = last + 1 where agency_id = '${agency.id}' and register = 'official_letter' and year = ${new Date().getFullYear()}`,
  `insert into documents.bench_action (document_id, seq, kind, actor_kind, actor_id, agency_id, register, year, number, at, data)
   values (gen_random_uuid(), 3, 'reserve', 'officer', gen_random_uuid(), '${agency.id}', 'official_letter', 2026, 1, now(), '{}')`,
].map((statement) => statement.replace(/\s+/g, ' '))
const plain = await measureStatements(migratorUrl, statements, clerks, seconds)
await client.query('drop table documents.bench_action')

const best = Math.max(...ours)
report({
  what: `numbers of one register, ${clerks} clerks at once`,
  value: `${best.toFixed(0)}/s, ${((best / plain.perSecond) * 100).toFixed(0)} % of the bare update and insert (${plain.perSecond.toFixed(0)}/s by ${plain.by})`,
  target: `${target * 100} %`,
  met: best / plain.perSecond >= target,
  note: `runs ${ours.map((value) => value.toFixed(0)).join(', ')}/s`,
})

const fates = await fatesAfterKills()
report({
  what: `${kills} kills while signing`,
  value: `${fates.issued} issued, ${fates.voided} voided, ${fates.open} open, ${fates.twice} twice, ${fates.missing} missing`,
  target: 'every number issued or voided, none twice, none missing',
  met: fates.issued > 0 && fates.open + fates.twice + fates.missing === 0,
})
await client.end()
await pool.end()
await stop()
process.exit()

/** A program that signs is killed so often; then what was confirmed is finished and the rest declined, and each number of its register is looked at. */
async function fatesAfterKills() {
  const office = await aBureau({ routes: [{ steps: [] }] })
  for (let kill = 0; kill < kills; kill += 1) await signAndKill(office)
  const later = new Date(Date.now() + 120_000)
  await finishDrafts({ now: later })
  const { rows: held } = await client.query(
    `select document_id from documents.register_entry where agency_id = $1 and fate = 'signing'`,
    [office.agency.id],
  )
  for (const { document_id: id } of held) await declineDrafts(office.deputy, [id], { now: later })
  const { rows } = await client.query(
    `select number, fate from documents.register_entry where agency_id = $1 order by number`,
    [office.agency.id],
  )
  const { rows: series } = await client.query(
    `select coalesce(max(last), 0) as last from documents.number_series where agency_id = $1`,
    [office.agency.id],
  )
  const numbers = new Set(rows.map(({ number }) => number))
  const having = (fate: string) => rows.filter((row) => row.fate === fate).length
  return {
    issued: having('issued'),
    voided: having('voided'),
    open: having('signing'),
    twice: rows.length - numbers.size,
    missing: series[0].last - numbers.size,
  }
}

/** At a random moment after its first signature, so that any of the four steps may be the one it dies in. */
async function signAndKill(office: unknown): Promise<void> {
  const child = fork('bench/documents/numbers-signing.ts', [JSON.stringify(office)], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const gone = new Promise((resolve) => child.once('exit', resolve))
  await new Promise((resolve) => child.on('message', (said) => said === 'signed' && resolve(undefined)))
  await rest(Math.random() * 400)
  child.kill('SIGKILL')
  await gone
}
