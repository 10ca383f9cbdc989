/** The data folder each release left starts with this program: nothing is lost, the log stays provable, work goes on. */
import { execFile, spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, describe, expect, test } from 'vitest'
import { startCluster } from '#tools/postgres/embedded/cluster.ts'
import { openToolDatabase } from '#tools/postgres/tool-database.ts'
import { openRelease } from './open-release.ts'
import { listReleases, type Release } from './release.ts'

const { version } = JSON.parse(readFileSync('package.json', 'utf8'))
const folder = mkdtempSync(join(tmpdir(), 'nhip-upgrade-'))
// The server's own user must be able to enter.
chmodSync(folder, 0o755)
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const { PATH, HOME, NODE_COMPILE_CACHE } = process.env
const bare = { PATH, HOME, NODE_COMPILE_CACHE, LOG_LEVEL: 'silent' }

describe.each(listReleases())('the data folder of %s', (released) => {
  const data = join(folder, released)
  let release: Release

  test('starts with this program', async () => {
    release = await openRelease(released, data)
    const before = await countRows(data)
    expect(before).toMatchObject(Object.fromEntries(release.tables.map(({ name, rows }) => [name, rows])))
    await startOnce(data)
    const after = await countRows(data)
    for (const { name, rows } of release.tables.filter(({ name }) => isKept(name)))
      expect(after[name], name).toBeGreaterThanOrEqual(rows)
    // What a later release calls otherwise ticks under its new name alone.
    const ticking = await ask<{ name: string }>(
      data,
      `select name from pgboss.schedule where name like '%-input'`,
    )
    expect(ticking).toEqual([{ name: 'platform.discard-expired-input' }])
    expect(await appliedNames(data)).toEqual(
      readdirSync('migrations').filter((name) => name.endsWith('.sql')),
    )
  })

  test('is whole: the log with every seal, and every stored file', async () => {
    expect(await verify(data)).toMatchObject({ code: 0 })
  })

  test('holds its dossiers as they were, and each goes on from where it stood', async () => {
    const { url, migratorUrl, close } = await openToolDatabase({ NHIP_DATA: data })
    try {
      const env = {
        ...bare,
        DATABASE_URL: url,
        MIGRATOR_URL: migratorUrl,
        NHIP_DATA: data,
        NHIP_DEMO: 'true',
      }
      const { code, said } = await run(
        ['tests/releases/carry-on-program.ts', JSON.stringify({ cases: release.cases })],
        env,
      )
      expect(code, said).toBe(0)
      const whole = { status: 'returned', verdict: 'genuine' }
      expect(JSON.parse(said)).toEqual({
        held: Object.fromEntries(Object.entries(release.cases).map(([name, { dossier }]) => [name, dossier])),
        submitted: 200,
        accepted: 200,
        withdrawn: 200,
        processing: whole,
        proposed: whole,
        returned: 'genuine',
        checked: 'genuine',
        vault: true,
        task: 'open',
        filed: 200,
      })
    } finally {
      await close()
    }
    expect(await verify(data)).toMatchObject({ code: 0 })
  })
})

describe.each(listReleases())('a data folder of %s', (released) => {
  test('is backed up before its first start with this program, and starts elsewhere', async () => {
    const data = join(folder, `${released}-backed-up`)
    const elsewhere = join(folder, `${released}-elsewhere`)
    const backups = join(folder, `${released}-backups`)
    const { tables } = await openRelease(released, data)
    expect(await run(['tools/backup.ts', backups, '--data', data], bare)).toMatchObject({ code: 0 })
    expect(await run(['tools/restore.ts', backups, '--data', elsewhere], bare)).toMatchObject({ code: 0 })
    await startOnce(elsewhere)
    expect(await verify(elsewhere)).toMatchObject({ code: 0 })
    const after = await countRows(elsewhere)
    for (const { name, rows } of tables.filter(({ name }) => isKept(name)))
      expect(after[name], name).toBeGreaterThanOrEqual(rows)
  })

  test('of an earlier PostgreSQL is raised together with its tables, and stays what it was for whoever goes back', async () => {
    const data = join(folder, `${released}-raised`)
    const { tables } = await openRelease(released, data, 17)
    const applied = tables.find(({ name }) => name === 'public.kysely_migration')?.rows
    await startOnce(data)
    expect(await verify(data)).toMatchObject({ code: 0 })
    const after = await countRows(data)
    for (const { name, rows } of tables.filter(({ name }) => isKept(name)))
      expect(after[name], name).toBeGreaterThanOrEqual(rows)

    const home = join(data, 'postgres')
    rmSync(join(home, 'data'), { recursive: true })
    renameSync(join(home, 'data-17'), join(home, 'data'))
    const old = await startCluster({ folder: home, durable: true, major: 17 })
    const client = new pg.Client(`${old.superuserUrl}nhip`)
    await client.connect()
    const { rows } = await client.query('select count(*)::int as count from public.kysely_migration')
    await client.end()
    await old.stop()
    expect(rows).toEqual([{ count: applied }])
  })
})

test('what stands in package.json as a release that was kept is described in CHANGELOG.md', () => {
  const described = [
    ...readFileSync('CHANGELOG.md', 'utf8').matchAll(/^## \[(\d+\.\d+\.\d+)\] - \d{4}-\d\d-\d\d$/gm),
  ]
  const versions = described.map(([, name]) => name)
  expect(versions).toContain(version)
  expect(versions.toSorted()).toEqual(listReleases().toSorted())
})

/** Tables that only grow; the rest is what processes say of themselves. */
function isKept(name: string): boolean {
  return !/^(pgboss|public)\.|^platform\.(heartbeat|alarm|budget|idempotency|upload)$|^identity\.(session|sign_in)/.test(
    name,
  )
}

/** Through the door everyone uses, up to a worker at work, and stopped again. */
function startOnce(data: string): Promise<void> {
  return new Promise((done, fail) => {
    const program = spawn(
      process.execPath,
      ['tools/start.ts', JSON.stringify({ data, demo: true, roles: 'worker', 'no-assets': true })],
      { env: bare, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] },
    )
    let said = ''
    let isReady = false
    for (const stream of [program.stdout, program.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        said += text
        if (isReady || !said.includes('Sẵn sàng sau')) return
        isReady = true
        program.kill('SIGINT')
      })
    }
    program.once('exit', (code) => (code === 0 ? done() : fail(new Error(`ended with ${code}: ${said}`))))
  })
}

function verify(data: string): Promise<{ code: number; said: string }> {
  return run(['tools/verify.ts', '--files', '--data', data], bare)
}

function run(command: string[], env: NodeJS.ProcessEnv): Promise<{ code: number; said: string }> {
  return new Promise((done) => {
    const child = execFile(process.execPath, command, { env, timeout: 500_000 }, (_, stdout, stderr) =>
      done({ code: child.exitCode ?? -1, said: stdout + stderr }),
    )
  })
}

async function ask<T extends pg.QueryResultRow>(data: string, text: string): Promise<T[]> {
  const { migratorUrl, close } = await openToolDatabase({ NHIP_DATA: data })
  const client = new pg.Client(migratorUrl)
  await client.connect()
  try {
    return (await client.query<T>(text)).rows
  } finally {
    await client.end()
    await close()
  }
}

async function countRows(data: string): Promise<Record<string, number>> {
  const rows = await ask<{ name: string; rows: string }>(
    data,
    `select format('%I.%I', n.nspname, c.relname) as name,
            (xpath('/row/n/text()', query_to_xml(format('select count(*) as n from %s', c.oid::regclass), false, true, '')))[1]::text as rows
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema')`,
  )
  return Object.fromEntries(rows.map(({ name, rows }) => [name, Number(rows)]))
}

async function appliedNames(data: string): Promise<string[]> {
  const rows = await ask<{ name: string }>(data, 'select name from public.kysely_migration order by name')
  return rows.map(({ name }) => name)
}
