/**
 * How long `npm run simulate` takes to write a past of a million dossiers into a fresh database that is safe against a
 * power cut. The reference: PostgreSQL alone copying the same rows, with their indexes, from table to table.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { startCluster } from '#tools/postgres/embedded/cluster.ts'
import { runTool } from '#tools/start/run-tool.ts'
import { report } from './figure.ts'
import { processesUnder, processorTimeOf } from './process-tree.ts'

const { values: options } = parseArgs({ options: { dossiers: { type: 'string', default: '1000000' } } })
const whole = 1_000_000
const target = 8
const dossiers = Number(options.dossiers)

const folder = mkdtempSync(join(tmpdir(), 'nhip-bench-simulate-'))
const cluster = await startCluster({ folder: join(folder, 'postgres'), durable: true })
const run = (command: string[], env: NodeJS.ProcessEnv) =>
  runTool(command, env, () => {}, new AbortController().signal)
try {
  // What it costs whatever the number: the live work on desks with its real signatures.
  const small = dossiers < whole ? Math.round(dossiers / 10) : 0
  const fixed = small > 0 ? await write('nhip_small', small) : 0
  const processor = processorTime()
  const seconds = await write('nhip_bench', dossiers)
  const used = processorTime() - processor
  const copied = await copyRows(`${cluster.superuserUrl}nhip_bench`)

  const perDossier = (seconds - fixed) / (dossiers - small)
  const minutes = (fixed + (whole - small) * perDossier) / 60
  const scaled =
    small > 0
      ? `EXTRAPOLATED from ${dossiers} dossiers in ${seconds.toFixed(0)} s, ${small} in ${fixed.toFixed(0)} s: `
      : ''
  report({
    what: 'a million simulated dossiers',
    value: `${scaled}${minutes.toFixed(1)} min, ${Math.round(copied.rows / seconds)} rows/s (${copied.rows} rows)`,
    target: `under ${target} min`,
    met: minutes < target,
    note:
      `${used.toFixed(0)} s of processor time; reference: PostgreSQL alone copies these rows in ` +
      `${copied.seconds.toFixed(0)} s, ${(seconds / copied.seconds).toFixed(1)} times as fast`,
  })
} finally {
  await cluster.stop()
  rmSync(folder, { recursive: true, force: true })
}

/** Seconds for a past in a database of its own, with the province already in it. */
async function write(database: string, count: number): Promise<number> {
  const admin = new pg.Client({ connectionString: `${cluster.superuserUrl}postgres` })
  await admin.connect()
  await admin.query(`do $$ begin create role nhip_bench; exception when duplicate_object then null; end $$`)
  await admin.query(`create database ${database}`)
  await admin.end()
  const url = `${cluster.superuserUrl}${database}`
  const env = {
    ...process.env,
    DATABASE_URL: url,
    MIGRATOR_URL: url,
    NHIP_APP_ROLE: 'nhip_bench',
    NHIP_DATA: join(folder, database),
    NHIP_DEMO: 'true',
    NODE_ENV: 'production',
  }
  mkdirSync(env.NHIP_DATA)
  await run(['tools/migrate.ts', '--no-types'], env)
  await run(['tools/load-province.ts'], env)
  // Two years, as the million has: fewer dossiers are a thinner past, not a shorter one.
  return timed(() => run(['tools/simulate.ts', '--dossiers', String(count), '--days', '730'], env))
}

/** Ours, our tools' and the database's. */
function processorTime(): number {
  return processesUnder(process.pid).reduce((sum, pid) => sum + processorTimeOf(pid), 0)
}

/** The same rows once more, into tables with the same indexes, without triggers or foreign keys. */
async function copyRows(url: string): Promise<{ rows: number; seconds: number }> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows: tables } = await client.query<{ schema: string; name: string }>(`
      select n.nspname as schema, c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema', 'pgboss')`)
    await client.query('create schema reference')
    let rows = 0
    const seconds = await timed(async () => {
      for (const { schema, name } of tables) {
        const source = `${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(name)}`
        const copy = `reference.${pg.escapeIdentifier(`${schema}_${name}`)}`
        await client.query(`create table ${copy} (like ${source} including defaults including indexes)`)
        rows += (await client.query(`insert into ${copy} select * from ${source}`)).rowCount ?? 0
      }
    })
    return { rows, seconds }
  } finally {
    await client.end()
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await work()
  return (performance.now() - started) / 1000
}
