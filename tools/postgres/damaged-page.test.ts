/** Bytes on the disk that are not what PostgreSQL wrote: found, and named by the table they belong to. */
import { execFile } from 'node:child_process'
import { chmodSync, closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type EmbeddedCluster, startCluster } from './embedded/cluster.ts'

const folder = mkdtempSync(join(tmpdir(), 'nhip-damage-'))
// The server's own user must be able to enter.
chmodSync(folder, 0o755)
const pageSize = 8192
let cluster: EmbeddedCluster
let url = ''

beforeAll(async () => {
  cluster = await startCluster({ folder: join(folder, 'postgres'), durable: false })
  url = `${cluster.superuserUrl}nhip`
  await ask(`${cluster.superuserUrl}postgres`, `create role nhip login`, `create database nhip`)
  const { code, said } = await run(['tools/migrate.ts', '--no-types'], {
    MIGRATOR_URL: url,
    NHIP_APP_ROLE: 'nhip',
    NHIP_DATA: folder,
  })
  expect(code, said).toBe(0)
  await ask(
    url,
    `insert into platform.event_log (name, subject_id, data, actor_kind, occurred_at, mark)
     select 'test.written', gen_random_uuid(), '{}', 'system', now(), sha256(n::text::bytea) from generate_series(1, 2000) n`,
    `insert into dossiers.name_word (word) select 'từ' || n from generate_series(1, 2000) n`,
  )
})
afterAll(async () => {
  await cluster.stop()
  rmSync(folder, { recursive: true, force: true })
})

async function ask(url: string, ...statements: string[]): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    let rows: Record<string, unknown>[] = []
    for (const statement of statements) rows = (await client.query(statement)).rows
    return rows
  } finally {
    await client.end()
  }
}

function run(command: string[], env: NodeJS.ProcessEnv): Promise<{ code: number; said: string }> {
  return new Promise((done) => {
    const child = execFile(
      process.execPath,
      command,
      { env: { ...process.env, ...env } },
      (_, stdout, stderr) => done({ code: child.exitCode ?? -1, said: stdout + stderr }),
    )
  })
}

/** Writes over the middle of a page while nobody has it in memory. */
async function damage(relation: string, page: number): Promise<void> {
  const [row] = await ask(url, 'checkpoint', `select pg_relation_filepath('${relation}') as path`)
  await cluster.stop()
  const file = openSync(join(cluster.folder, 'data', String(row?.path)), 'r+')
  writeSync(file, Buffer.alloc(64, 0x5a), 0, 64, page * pageSize + 4000)
  closeSync(file)
  cluster = await startCluster({ folder: join(folder, 'postgres'), durable: false })
  url = `${cluster.superuserUrl}nhip`
}

const verify = () => run(['tools/verify.ts'], { DATABASE_URL: url, MIGRATOR_URL: url, NHIP_DATA: folder })

test('verify names every damaged page by its table, one line each, and no stack', async () => {
  await damage('platform.event_log', 3)
  await damage('dossiers.name_word', 1)
  const { code, said } = await verify()
  expect(said).toContain('Cơ sở dữ liệu hỏng trên đĩa: trang 3 của bảng platform.event_log\n')
  expect(said).toContain('Cơ sở dữ liệu hỏng trên đĩa: trang 1 của bảng dossiers.name_word\n')
  expect(said).not.toMatch(/^ +at /m)
  expect(code).toBe(1)
})

test('a backup of it is refused by the same name', async () => {
  const { code, said } = await run(['tools/backup.ts', join(folder, 'backups')], {
    DATABASE_URL: url,
    MIGRATOR_URL: url,
    NHIP_DATA: folder,
  })
  expect(code).toBe(2)
  expect(said).toMatch(
    /^Cơ sở dữ liệu hỏng trên đĩa: trang \d của bảng \S+\. Bản sao lưu này không hoàn thành\.$/m,
  )
})
