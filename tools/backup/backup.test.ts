/** What an operations team rehearses: back up while people work, lose the machine, restore elsewhere, work on. */
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as rest } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { listBackups } from '#tools/backup/manifest.ts'
import { type OpenDatabase, openDatabase } from '#tools/postgres/prepare-database.ts'

const folder = mkdtempSync(join(tmpdir(), 'nhip-backup-'))
// The server's own user must be able to enter.
chmodSync(folder, 0o755)
const data = join(folder, 'here')
const elsewhere = join(folder, 'elsewhere')
const backups = join(folder, 'backups')
const none = { ...process.env, DATABASE_URL: undefined, MIGRATOR_URL: undefined } as NodeJS.ProcessEnv

let here: OpenDatabase
let follower: ChildProcess | undefined

interface Outcome {
  code: number
  said: string
}

function run(command: string[], env: NodeJS.ProcessEnv = none): Promise<Outcome> {
  return new Promise((done) => {
    const child = execFile(process.execPath, command, { env }, (_, stdout, stderr) =>
      done({ code: child.exitCode ?? -1, said: stdout + stderr }),
    )
  })
}

/** Somebody at work on this database. */
function startWork({ url, migratorUrl = url }: OpenDatabase, folder: string, ...options: string[]) {
  const env = { ...process.env, DATABASE_URL: url, MIGRATOR_URL: migratorUrl, NHIP_DATA: folder }
  const child = spawn(process.execPath, ['tests/work-program.ts', ...options], {
    env,
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const codes: string[] = []
  child.stdout.setEncoding('utf8').on('data', (text: string) => codes.push(...text.trim().split('\n')))
  const gone = new Promise<void>((done) => child.once('exit', () => done()))
  return {
    codes,
    async until(count: number) {
      while (codes.length < count) {
        if (child.exitCode !== null) throw new Error('the work ended early')
        await rest(20)
      }
    },
    async stop() {
      child.stdin.end()
      await gone
      return codes
    },
    gone,
  }
}

async function ask<T extends pg.QueryResultRow>(
  url: string,
  text: string,
  values: unknown[] = [],
): Promise<T[]> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    return (await client.query<T>(text, values)).rows
  } finally {
    await client.end()
  }
}

/** Which of these dossiers a restored folder holds, and that work goes on there. */
async function tryOut(
  folder: string,
  codes: readonly string[],
): Promise<{ known: string[]; goesOn: boolean }> {
  const open = await openDatabase(folder, none)
  try {
    const url = open.migratorUrl ?? ''
    const rows = await ask<{ code: string }>(url, 'select code from dossiers.dossier where code = any ($1)', [
      codes,
    ])
    const work = startWork(open, folder, '2')
    await work.gone
    return { known: rows.map(({ code }) => code).sort(), goesOn: work.codes.length === 2 }
  } finally {
    await open.cluster?.stop()
  }
}

async function succeed(command: string[]): Promise<void> {
  const { code, said } = await run(command)
  expect(code, said).toBe(0)
}

const intact = (folder: string) => succeed(['tools/verify.ts', '--files', '--data', folder])

beforeAll(async () => {
  here = await openDatabase(data, none)
  const env = {
    ...process.env,
    DATABASE_URL: here.migratorUrl,
    MIGRATOR_URL: here.migratorUrl,
    NHIP_APP_ROLE: 'nhip',
    NHIP_DATA: data,
  }
  const { code, said } = await run(['tools/migrate.ts', '--no-types'], env)
  expect(code, said).toBe(0)
}, 60_000)
afterAll(async () => {
  follower?.kill('SIGKILL')
  await here.cluster?.stop()
  rmSync(folder, { recursive: true, force: true })
})

describe('a backup made while people work', () => {
  test('holds everything acknowledged before it, and work goes on from it elsewhere', async () => {
    const work = startWork(here, data)
    await work.until(3)
    const before = [...work.codes]
    const { code, said } = await run(['tools/backup.ts', backups, '--data', data])
    expect(said).toContain('Đã sao lưu')
    expect(code).toBe(0)
    await work.stop()

    const restored = await run(['tools/restore.ts', backups, '--data', elsewhere])
    expect(restored.said).toContain('Đã khôi phục')
    expect(restored.code).toBe(0)
    await intact(elsewhere)
    const { known, goesOn } = await tryOut(elsewhere, before)
    expect(known).toEqual(before.sort())
    expect(goesOn).toBe(true)
    await intact(elsewhere)
  }, 120_000)

  test('is known to the program by its age', async () => {
    const rows = await ask(
      here.migratorUrl ?? '',
      `select finished_at > now() - interval '1 minute' as fresh, database_bytes > 0 as whole, damaged, busy_until from platform.backup`,
    )
    expect(rows).toEqual([{ fresh: true, whole: true, damaged: 0, busy_until: null }])
  })

  test('does not copy a file twice', async () => {
    const list = () =>
      readdirSync(join(backups, 'files'), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => [entry.name, statSync(join(entry.parentPath, entry.name)).ino])
    const first = list()
    expect(first.length).toBeGreaterThan(2)
    await succeed(['tools/backup.ts', backups, '--data', data])
    expect(list()).toEqual(expect.arrayContaining(first))
    expect(listBackups(backups)).toHaveLength(2)
  }, 30_000)

  test('keeps the keys apart where asked, and is not restored without them', async () => {
    const apart = join(folder, 'keys-apart')
    const place = join(folder, 'other-backups')
    await succeed(['tools/backup.ts', place, '--keys', apart, '--data', data])
    const [backup] = listBackups(place)
    expect(existsSync(join(backup?.folder ?? '', 'keys'))).toBe(false)
    const to = join(folder, 'without-keys')
    const without = await run(['tools/restore.ts', place, '--data', to])
    expect(without.code).toBe(2)
    expect(without.said).toContain('không còn trên đĩa')
    await succeed(['tools/restore.ts', place, '--keys', apart, '--data', to])
  }, 120_000)

  test('is not written to a place whose disk has gone, unless that is meant', async () => {
    renameSync(backups, `${backups}-away`)
    const gone = await run(['tools/backup.ts', backups, '--data', data])
    expect(gone).toMatchObject({ code: 2 })
    expect(gone.said).toContain('ổ đĩa chưa gắn')
    expect(existsSync(backups)).toBe(false)
    await succeed(['tools/backup.ts', backups, '--begin', '--data', data])
    rmSync(backups, { recursive: true })
    renameSync(`${backups}-away`, backups)
  }, 60_000)

  test('is refused with words where it is damaged, and where there is something already', async () => {
    const place = join(folder, 'damaged-backups')
    cpSync(backups, place, { recursive: true })
    for (const { folder } of listBackups(place)) truncateSync(join(folder, 'database.tar.zst'), 1000)
    const damaged = await run(['tools/restore.ts', place, '--data', join(folder, 'new')])
    expect(damaged).toMatchObject({ code: 2 })
    expect(damaged.said).toMatch(/^Bản sao lưu đã hỏng.*\n.*database.tar.zst: dài 1000 byte/m)
    expect(existsSync(join(folder, 'new'))).toBe(false)
    expect(damaged.said).toMatch(/thêm --backup \d{4}-/)
    const full = await run(['tools/restore.ts', backups, '--data', elsewhere])
    expect(full).toMatchObject({ code: 2 })
    expect(full.said).toContain('không trống')
  })
})

describe('following the log', () => {
  test('brings back any second, the last ones too, after the machine is lost', async () => {
    const place = join(folder, 'followed')
    follower = spawn(process.execPath, ['tools/backup.ts', place, '--follow', '--data', data], {
      env: none,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await untilSays(follower, 'Đang theo dõi')
    const url = here.migratorUrl ?? ''
    const first = startWork(here, data, '2')
    await first.gone
    await rest(1_100)
    const [now] = await ask<{ at: string }>(
      url,
      `select to_char(now() at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD"T"HH24:MI:SS') as at`,
    )
    await rest(1_100)
    const second = startWork(here, data, '2')
    await second.gone
    const [end] = await ask<{ at: Date }>(url, 'select now() as at')
    const isSafe = () =>
      ask<{ safe: boolean }>(url, 'select max(log_at) > $1 as safe from platform.backup', [end?.at])
    await vi.waitUntil(async () => (await isSafe())[0]?.safe, { timeout: 30_000, interval: 100 })

    // The machine is gone, and with it whatever had not arrived yet.
    follower.kill('SIGKILL')
    await here.cluster?.stop()
    rmSync(data, { recursive: true, force: true })

    const all = [...first.codes, ...second.codes].sort()
    const newest = join(folder, 'newest')
    await succeed(['tools/restore.ts', place, '--data', newest])
    await intact(newest)
    expect(await tryOut(newest, all)).toEqual({ known: all, goesOn: true })

    const earlier = join(folder, 'earlier')
    await succeed(['tools/restore.ts', place, '--until', now?.at ?? '', '--data', earlier])
    await intact(earlier)
    expect(await tryOut(earlier, all)).toEqual({ known: first.codes.sort(), goesOn: true })
    await intact(earlier)

    const future = await run([
      'tools/restore.ts',
      place,
      '--until',
      '2099-01-01',
      '--data',
      join(folder, 'future'),
    ])
    expect(future.code).toBe(2)
    expect(future.said).toContain('chưa đến')
    expect(existsSync(join(folder, 'future'))).toBe(false)
    const tooEarly = await run([
      'tools/restore.ts',
      place,
      '--until',
      '2020-01-01',
      '--data',
      join(folder, 'past'),
    ])
    expect(tooEarly).toMatchObject({ code: 2 })
    expect(tooEarly.said).toMatch(/hoàn chỉnh từ \d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+07:00/)
  }, 180_000)
})

function untilSays(child: ChildProcess, words: string): Promise<void> {
  return new Promise((done, fail) => {
    let said = ''
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      said += text
      if (said.includes(words)) done()
    })
    child.once('exit', () => fail(new Error(`never said ${words}: ${said}`)))
  })
}
