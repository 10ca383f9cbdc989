/** PgBouncer before PostgreSQL, in each of its modes: taken where it can serve, refused at the start in words where not. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { patience } from '#tests/time/patience.ts'
import { freePort } from '../start/free-port.ts'
import { checkDatabase } from './external-database.ts'

const server = new URL(process.env.DATABASE_URL ?? '')
const name = server.pathname.slice(1)
const folder = mkdtempSync(join(tmpdir(), 'nhip-pooler-'))
// PgBouncer refuses to run as root, and whom it becomes must be able to enter.
chmodSync(folder, 0o755)
const program = '/usr/sbin/pgbouncer'
const version = spawnSync(program, ['--version'], { encoding: 'utf8' }).stdout ?? ''
const [, minor = 0] = /PgBouncer 1\.(\d+)/.exec(version) ?? []
const ignored = 'ignore_startup_parameters = statement_timeout,idle_in_transaction_session_timeout'
let running: ChildProcess | undefined

/** Its address once it answers. */
async function openPooler(mode: string, ...settings: string[]): Promise<string> {
  const port = await freePort()
  const file = join(folder, `${mode}.ini`)
  const { hostname, port: serverPort, username, password } = server
  writeFileSync(
    file,
    `[databases]
${name} = host=${hostname} port=${serverPort || 5432} dbname=${name} user=${username} password=${decodeURIComponent(password)}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = any
pool_mode = ${mode}
${settings.join('\n')}
`,
  )
  const user = process.getuid?.() === 0 ? ['-u', 'nobody'] : []
  running = spawn(program, [...user, file], { stdio: 'ignore' })
  await vi.waitFor(async () => {
    const probe = new pg.Client({ connectionString: at(port) })
    await probe.connect()
    await probe.end()
  }, patience)
  return at(port)
}

const at = (port: number) => `postgres://${server.username}@127.0.0.1:${port}/${name}`
const check = (url: string) => checkDatabase('DATABASE_URL', url, { application: true })

async function asOwner(sql: string): Promise<void> {
  const client = new pg.Client(process.env.MIGRATOR_URL)
  await client.connect()
  await client.query(sql)
  await client.end()
}

describe.skipIf(version === '')('PgBouncer (skipped where it is not installed)', () => {
  const role = `alter role "${server.username}" in database "${name}"`
  beforeAll(async () => {
    await asOwner(`${role} set statement_timeout = '60s'`)
    await asOwner(`${role} set idle_in_transaction_session_timeout = '60s'`)
  })
  afterEach(() => {
    running?.kill()
  })
  afterAll(async () => {
    await asOwner(`${role} reset all`)
    rmSync(folder, { recursive: true, force: true })
  })

  test('as it is installed does not take how the program connects', async () => {
    await expect(check(await openPooler('session'))).rejects.toThrow('ignore_startup_parameters = statement')
  })

  test('in session mode serves', async () => {
    await check(await openPooler('session', ignored))
  })

  test('that drops the time-outs is refused until the role has them', async () => {
    await asOwner(`${role} reset statement_timeout`)
    try {
      const url = await openPooler('session', ignored)
      await expect(check(url)).rejects.toThrow("alter role … set statement_timeout = '60s'")
    } finally {
      await asOwner(`${role} set statement_timeout = '60s'`)
    }
  })

  test('in transaction mode that forgets prepared statements is refused', async () => {
    const forgetting = Number(minor) >= 21 ? ['max_prepared_statements = 0'] : []
    await expect(check(await openPooler('transaction', ignored, ...forgetting))).rejects.toThrow(
      'pool_mode = session',
    )
  })

  test.skipIf(Number(minor) < 21)('in transaction mode that keeps them serves (1.21 or later)', async () => {
    await check(await openPooler('transaction', ignored, 'max_prepared_statements = 500'))
  })

  test('in statement mode is refused', async () => {
    await expect(check(await openPooler('statement', ignored))).rejects.toThrow('không cho mở giao dịch')
  })
})
