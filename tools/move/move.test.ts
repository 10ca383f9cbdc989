/** The database changes its place and its version: nothing is lost, the log stays provable, work goes on. */
import { execFile, spawn } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type EmbeddedCluster, startCluster } from '../postgres/embedded/cluster.ts'
import { checkStamp, openDatabase } from '../postgres/prepare-database.ts'

const folder = mkdtempSync(join(tmpdir(), 'nhip-move-'))
// The server's own user must be able to enter.
chmodSync(folder, 0o755)
const data = join(folder, 'data')
const back = join(folder, 'back')
const none = { ...process.env, DATABASE_URL: undefined, MIGRATOR_URL: undefined } as NodeJS.ProcessEnv

interface Place {
  url: string
  migratorUrl: string
}

function run(command: string[], env: NodeJS.ProcessEnv = none): Promise<{ code: number; said: string }> {
  return new Promise((done) => {
    const child = execFile(process.execPath, command, { env }, (_, stdout, stderr) =>
      done({ code: child.exitCode ?? -1, said: stdout + stderr }),
    )
  })
}

async function succeed(command: string[], env: NodeJS.ProcessEnv = none): Promise<string> {
  const { code, said } = await run(command, env)
  expect(code, said).toBe(0)
  return said
}

const at = ({ url, migratorUrl }: Place, keys = data): NodeJS.ProcessEnv => ({
  ...process.env,
  DATABASE_URL: url,
  MIGRATOR_URL: migratorUrl,
  NHIP_DATA: keys,
})

/** Files and seals some dossiers, and returns their codes. */
function work(place: Place, count: number, keys = data): Promise<string[]> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, ['tests/work-program.ts', String(count)], {
      env: at(place, keys),
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    let said = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text
    })
    child.once('exit', (code) =>
      code === 0 ? done(said.trim().split('\n')) : fail(new Error('work failed')),
    )
  })
}

async function ask<T extends pg.QueryResultRow>(url: string, text: string): Promise<T[]> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    return (await client.query<T>(text)).rows
  } finally {
    await client.end()
  }
}

const codesAt = async ({ migratorUrl }: Place): Promise<string[]> =>
  (await ask<{ code: string }>(migratorUrl, 'select code from dossiers.dossier order by code')).map(
    ({ code }) => code,
  )

/** Everything in order: what a backup must not have changed. */
const digest = async ({ migratorUrl }: Place): Promise<string> => {
  const rows = await ask<{ digest: string }>(
    migratorUrl,
    `select md5(string_agg(concat_ws('|', id, tx_id, name, subject_id, data::text, encode(mark, 'hex')), '' order by tx_id, id)) as digest
       from platform.event_log`,
  )
  return rows[0]?.digest ?? ''
}

let filed: string[] = []
let before = ''
let others: EmbeddedCluster
let external: Place

beforeAll(async () => {
  // As an earlier version of the program left it, on its PostgreSQL.
  mkdirSync(data)
  writeFileSync(join(data, 'database.password'), 'cũ')
  const old = await startCluster({ folder: join(data, 'postgres'), durable: true, major: 17 })
  await ask(`${old.superuserUrl}postgres`, `create role nhip login password 'cũ'`)
  await ask(`${old.superuserUrl}postgres`, 'create database nhip')
  const place = { url: `${old.superuserUrl}nhip`, migratorUrl: `${old.superuserUrl}nhip` }
  await succeed(['tools/migrate.ts', '--no-types'], { ...at(place), NHIP_APP_ROLE: 'nhip', NHIP_DATA: data })
  const client = new URL(place.url)
  client.username = 'nhip'
  client.password = 'cũ'
  filed = await work({ ...place, url: client.href }, 3)
  before = await digest(place)
  await old.stop()

  // Somebody else's server, of that version, prepared as the README says.
  others = await startCluster({ folder: join(folder, 'others'), durable: true, major: 17 })
  await ask(`${others.superuserUrl}postgres`, `create role nhip_owner login createrole password 'chu'`)
  await ask(`${others.superuserUrl}postgres`, `create role nhip_app nologin`)
  await ask(`${others.superuserUrl}postgres`, `grant nhip_app to nhip_owner with admin option`)
  await ask(`${others.superuserUrl}postgres`, `create role nhip login password 'chay'`)
  await ask(
    `${others.superuserUrl}postgres`,
    `create database nhip owner nhip_owner encoding 'UTF8' template template0`,
  )
  external = {
    url: `postgres://nhip:chay@127.0.0.1:${others.port}/nhip`,
    migratorUrl: `postgres://nhip_owner:chu@127.0.0.1:${others.port}/nhip`,
  }
})
afterAll(async () => {
  await others.stop()
  rmSync(folder, { recursive: true, force: true })
})

describe('the embedded PostgreSQL', () => {
  test('tells a command that its data is of an earlier version', async () => {
    const { code, said } = await run(['tools/verify.ts', '--data', data])
    expect(code).toBe(2)
    expect(said).toContain('là của PostgreSQL 17')
  })

  test('is raised to the next major version by the start; the old data stays until it is removed', async () => {
    const open = await openDatabase(data, none)
    try {
      expect(open.upgrade).toMatchObject({ from: 17, to: 18 })
      expect(existsSync(join(open.upgrade?.kept ?? '', 'PG_VERSION'))).toBe(true)
      const place = { url: open.url, migratorUrl: open.migratorUrl ?? '' }
      expect(await codesAt(place)).toEqual([...filed].sort())
      expect(await digest(place)).toBe(before)
      filed.push(...(await work(place, 2)))
    } finally {
      await open.cluster?.stop()
    }
    await succeed(['tools/verify.ts', '--files', '--data', data])
  })

  test('finishes an exchange that was interrupted between its two steps', async () => {
    const home = join(data, 'postgres')
    mkdirSync(join(home, 'upgrade'))
    renameSync(join(home, 'data'), join(home, 'upgrade/data'))
    const open = await openDatabase(data, none)
    expect(await codesAt({ url: open.url, migratorUrl: open.migratorUrl ?? '' })).toEqual([...filed].sort())
    await open.cluster?.stop()
    expect(existsSync(join(home, 'upgrade'))).toBe(false)
  })
})

describe('npm run move', () => {
  test('refuses while the program runs', async () => {
    const open = await openDatabase(data, none)
    const { code, said } = await run(['tools/move.ts', '--to', external.migratorUrl, '--data', data])
    await open.cluster?.stop()
    expect(code).toBe(2)
    expect(said).toContain('đang chạy')
  })

  test('killed before it was done leaves what nothing starts with, and can be repeated', async () => {
    const child = spawn(process.execPath, ['tools/move.ts', '--to', external.migratorUrl, '--data', data], {
      env: none,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await new Promise<void>((done, fail) => {
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        if (text.includes('đối chiếu')) child.kill('SIGKILL')
      })
      child.once('exit', (_, signal) => (signal ? done() : fail(new Error('it ended first'))))
    })
    const { code, said } = await run(['tools/verify.ts'], at(external))
    expect(code, said).toBe(2)
    expect(said).toContain('chưa xong')
    const open = await openDatabase(back, at(external))
    await expect(checkStamp(open, { data: '', province: 'hue', demo: false })).rejects.toThrow('chưa xong')
  })

  test('takes everything to another server and another version, and work goes on there', async () => {
    const said = await succeed(['tools/move.ts', '--to', external.migratorUrl, '--data', data])
    expect(said).toContain('nguyên vẹn')
    expect(await codesAt(external)).toEqual([...filed].sort())
    filed.push(...(await work(external, 2)))
    await succeed(['tools/verify.ts', '--files'], at(external))
  })

  test('refuses a place that is not empty', async () => {
    const { code, said } = await run(['tools/move.ts', '--to', external.migratorUrl, '--data', data])
    expect(code).toBe(2)
    expect(said).toContain('không trống')
  })

  test('brings it back into the embedded one', async () => {
    cpSync(join(data, 'keys'), join(back, 'keys'), { recursive: true })
    cpSync(join(data, 'files'), join(back, 'files'), { recursive: true })
    await succeed(['tools/move.ts', '--to', 'embedded', '--data', back], at(external, back))
    await succeed(['tools/verify.ts', '--files', '--data', back])
    const open = await openDatabase(back, none)
    try {
      const place = { url: open.url, migratorUrl: open.migratorUrl ?? '' }
      expect(await codesAt(place)).toEqual([...filed].sort())
      expect(await digest(place)).toBe(await digest(external))
      await work(place, 1, back)
    } finally {
      await open.cluster?.stop()
    }
    await succeed(['tools/verify.ts', '--files', '--data', back])
  })
})
