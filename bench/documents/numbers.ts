/**
 * Numbers of one register by 50 clerks at once: the whole use case (rights, approval, rules, the number, its action and event) beside
 * pgbench doing the bare update of the series and insert of the action in the same database, each on connections that have done it
 * before; of three such pairs the median. Before that a program that takes numbers is killed 50 times at random moments, and the jobs of the product,
 * with the clock moved on, end what that left open: every number is held by exactly one action, and none is missing.
 */
import { fork } from 'node:child_process'
import { setTimeout as rest } from 'node:timers/promises'
import pg from 'pg'
import { median, report } from '../figure.ts'
import { readOptions } from '../options.ts'
import { openLedger } from '../payments/ledger-database.ts'
import { measureStatements, type Reference } from '../pgbench-reference.ts'

const { clerks, seconds, kills, drafts, runs } = readOptions({
  clerks: 50,
  seconds: 4,
  kills: 50,
  drafts: 1800,
  runs: 3,
})
const target = 0.5
/** How long anything else may take before the run says what it waits for, and ends. */
const patienceMs = 120_000

// As many connections as pgbench has, and never both at once: the server takes a hundred.
process.env.DATABASE_POOL = String(clerks)
const { migratorUrl, stop } = await openLedger('numbers')
const { openQueue, perform } = await import('#server/facts.ts')
const { pool } = await import('#server/platform/database/database.ts')
const { submitDraft } = await import('#server/modules/documents/index.ts')
const { finishDrafts, reserveForDraft } = await import('#server/modules/documents/agency/sign-drafts.ts')
const { voidForgottenNumbers } = await import('#server/modules/documents/numbers/void-forgotten.ts')
const { aBureau, aLetterOf } = await import('#server/modules/documents/agency/fixtures.ts')

// What follows a signature is queued, as in the program.
await openQueue()
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

/** Numbers a second, counted once every clerk has taken some: a connection and its plans are made once a day, not for each number. */
async function takeNumbers(count: number): Promise<number> {
  const waiting = await approvedDrafts(count)
  let taken = 0
  const takeUntil = async (end: number) => {
    for (let id = waiting.pop(); id && performance.now() < end; id = waiting.pop()) {
      const draft = id
      await reserveForDraft(deputy, draft)
      taken += 1
    }
  }
  const takeFor = async (length: number) => {
    const began = performance.now()
    taken = 0
    await Promise.all(Array.from({ length: clerks }, () => takeUntil(began + length * 1000)))
    return taken / ((performance.now() - began) / 1000)
  }
  await takeFor(seconds)
  if (waiting.length < clerks)
    throw new Error(`${count} drafts are too few for ${2 * seconds} seconds: --drafts`)
  return takeFor(seconds)
}

const client = new pg.Client(migratorUrl)
await client.connect()
// First, so that nothing but what was killed waits for the jobs.
const fates = await fatesAfterKills()
report({
  what: `${kills} kills while signing`,
  value: `${fates.issued} issued, ${fates.voided} voided, ${fates.open} open, ${fates.twice} twice, ${fates.missing} missing`,
  target: 'every number issued or voided, none twice, none missing',
  met: fates.issued >= fates.signed && fates.issued > 0 && fates.open + fates.twice + fates.missing === 0,
  note: `${fates.signed} had been signed when the programs were killed; the jobs of the product ended the rest, what was confirmed by signing it and the ${fates.forgotten} forgotten ones by its rule, a month later by their clock; reference: none, it is a count`,
})

await client.query(`create table documents.bench_action (like documents.action including defaults)`)

/** What the database alone does in the same register, now. */
async function takeBare(): Promise<Reference> {
  const { rows: series } = await client.query<{ register: string; year: number }>(
    'select register, year from documents.number_series where agency_id = $1',
    [agency.id],
  )
  const [{ register, year } = { register: '', year: 0 }] = series
  if (series.length !== 1) throw new Error(`${series.length} series of numbers instead of one`)
  const statements = [
    `update documents.number_series set last = last + 1 where agency_id = '${agency.id}' and register = '${register}' and year = ${year}`,
    `insert into documents.bench_action (document_id, seq, kind, actor_kind, actor_id, agency_id, register, year, number, at, data)
     values (gen_random_uuid(), 3, 'reserve', 'officer', gen_random_uuid(), '${agency.id}', '${register}', ${year}, 1, now(), '{}')`,
  ].map((statement) => statement.replace(/\s+/g, ' '))
  // A connection that rests is given up after ten seconds.
  await until('the connections of the clerks are given up', () => pool.totalCount <= 5)
  return measureStatements(migratorUrl, statements, clerks, seconds)
}

const rounds: { ours: number; bare: Reference }[] = []
while (rounds.length < runs) rounds.push({ ours: await takeNumbers(drafts), bare: await takeBare() })
await client.query('drop table documents.bench_action')

const parts = rounds.map(({ ours, bare }) => ours / bare.perSecond)
const part = median(parts)
report({
  what: `numbers of one register, ${clerks} clerks at once`,
  value: `${(part * 100).toFixed(0)} % of the bare update and insert (${rounds[0]?.bare.by}), the median of ${runs} runs`,
  target: `${target * 100} %`,
  met: part >= target,
  note: `runs ${rounds.map(({ ours, bare }) => `${ours.toFixed(0)}/s beside ${bare.perSecond.toFixed(0)}/s`).join(', ')}`,
})

await client.end()
await pool.end()
await stop()
process.exit()

/** A program that signs is killed so often; then the jobs finish what was confirmed and void what is forgotten, and each number of its register is looked at. */
async function fatesAfterKills() {
  const office = await aBureau({ routes: [{ steps: [] }] })
  let signed = 0
  for (let kill = 0; kill < kills; kill += 1) signed += await signAndKill(office)
  // What a killed program had asked for last is answered by its connection before that ends.
  await until('what was killed has ended in the database', async () => {
    const { rows } = await client.query<{ busy: number }>(
      `select count(*)::int as busy from pg_stat_activity where usename = 'nhip' and state <> 'idle'`,
    )
    return rows[0]?.busy === 0
  })
  const later = new Date(Date.now() + 120_000)
  // A hundred at a time, as the program does every minute.
  for (let turn = 0; turn < kills && (await finishDrafts({ now: later })) > 0; turn++);
  const forgotten = await voidForgottenNumbers({ now: new Date(Date.now() + 30 * 86_400_000) })
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
    signed,
    forgotten,
    issued: having('issued'),
    voided: having('voided'),
    open: having('signing'),
    twice: rows.length - numbers.size,
    missing: series[0].last - numbers.size,
  }
}

/**
 * At a random moment after its first signature, within as long as that one took, so that any of the four steps may be the one it dies in. How
 * many it had signed. One that ends by itself, or signs nothing in its time, ends the run with what it said.
 */
async function signAndKill(office: unknown): Promise<number> {
  const child = fork('bench/documents/numbers-signing.ts', [JSON.stringify(office)], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: { ...process.env, DATABASE_POOL: '8' },
  })
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  let signed = 0
  let readyAt = 0
  child.on('message', (said) => {
    if (said === 'ready') readyAt = performance.now()
    else signed += 1
  })
  await until('a program that signs has signed once', () => {
    if (child.exitCode !== null) throw new Error(`The program that signs ended with ${child.exitCode}`)
    return signed > 0
  })
  await rest(Math.random() * Math.max(400, performance.now() - readyAt))
  child.kill('SIGKILL')
  await gone
  return signed
}

async function until(what: string, isSo: () => boolean | Promise<boolean>): Promise<void> {
  const end = performance.now() + patienceMs
  while (!(await isSo())) {
    if (performance.now() > end) throw new Error(`Not within ${patienceMs / 1000} s: ${what}`)
    await rest(20)
  }
}
