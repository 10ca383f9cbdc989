/** What an operations team rehearses: back up while people work, lose the machine, restore elsewhere, work on. */
import { type ChildProcess, spawn } from 'node:child_process'
import {
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { setTimeout as rest } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { readSignatures } from '#server/crafts/pdf/read-signatures.ts'
import {
  ask,
  intact,
  none,
  openFolder,
  openInstallation,
  run,
  startWork,
  succeed,
  untilSays,
} from '#tests/installation.ts'
import { patience } from '#tests/time/patience.ts'
import { type OpenDatabase, openDatabase } from '../postgres/prepare-database.ts'
import { listBackups } from './manifest.ts'
import { pathOfFile } from './stored-files.ts'

const folder = openFolder('backup')
const data = join(folder, 'here')
const elsewhere = join(folder, 'elsewhere')
const backups = join(folder, 'backups')

let here: OpenDatabase
let follower: ChildProcess | undefined

/** Documents of agencies with their numbers and files, whether the signatures on them hold, what came in, and what lies in work files. */
async function documentsIn(url: string, folder: string) {
  const issued = await ask<{ sha256: string }>(
    url,
    `select id, symbol, sha256, issued_at from documents.document where source = 'agency' and status = 'issued' order by id`,
  )
  const signatures = issued.map(({ sha256 }) =>
    readSignatures(readFileSync(pathOfFile(join(folder, 'files'), sha256))).signatures.map(
      ({ fieldName, integrity }) => `${fieldName} ${integrity}`,
    ),
  )
  const lines = await ask(
    url,
    'select book, register, year, number, document_id, fate, why from documents.register_line order by 1, 2, 3, 4, 5',
  )
  const incoming = await ask(
    url,
    `select i.document_id, i.number, f.position, f.name, f.sha256, f.refused
       from documents.incoming i join documents.arrival_file f using (arrival_id) order by 1, 3`,
  )
  const filed = await ask(
    url,
    'select work_file_id, position, document_id, label, sha256 from documents.filed order by 1, 2',
  )
  return { issued, signatures, lines, incoming, filed }
}

/** Which of these dossiers a restored folder holds, with which documents of agencies, and that work goes on there. */
async function tryOut(
  folder: string,
  codes: readonly string[],
): Promise<{ known: string[]; goesOn: boolean; documents: Awaited<ReturnType<typeof documentsIn>> }> {
  const open = await openDatabase(folder, none)
  try {
    const url = open.migratorUrl ?? ''
    const rows = await ask<{ code: string }>(url, 'select code from dossiers.dossier where code = any ($1)', [
      codes,
    ])
    const documents = await documentsIn(url, folder)
    const work = startWork(open, folder, '2')
    await work.gone
    return { known: rows.map(({ code }) => code).sort(), goesOn: work.codes.length === 2, documents }
  } finally {
    await open.cluster?.stop()
  }
}

beforeAll(async () => {
  here = await openInstallation(data)
})
afterAll(async () => {
  follower?.kill('SIGKILL')
  await here.cluster?.stop()
  rmSync(folder, { recursive: true, force: true })
})

describe('a backup made while people work', () => {
  test('holds everything acknowledged before it, and work goes on from it elsewhere', async () => {
    const work = startWork(here, data, 'Infinity', 'documents')
    await work.until(3)
    const before = [...work.codes]
    const kept = await documentsIn(here.migratorUrl ?? '', data)
    expect(kept).toMatchObject({
      signatures: [['leader intact', 'agency intact']],
      lines: expect.arrayContaining([
        expect.objectContaining({ book: 'in', fate: 'received' }),
        expect.objectContaining({ book: 'out', fate: 'issued' }),
      ]),
      incoming: [{ refused: 'files.archive' }, { refused: null }, { refused: null }],
      filed: [{ position: 1 }, { position: 2 }],
    })
    const { code, said } = await run(['tools/backup.ts', backups, '--data', data])
    expect(said).toContain('Đã sao lưu')
    expect(code).toBe(0)
    await work.stop()

    const restored = await run(['tools/restore.ts', backups, '--data', elsewhere])
    expect(restored.said).toContain('Đã khôi phục')
    expect(restored.code).toBe(0)
    await intact(elsewhere)
    const { known, goesOn, documents } = await tryOut(elsewhere, before)
    expect(known).toEqual(before.sort())
    expect(goesOn).toBe(true)
    expect(documents).toEqual(kept)
    await intact(elsewhere)
  })

  test('is known to the program by its age', async () => {
    const rows = await ask(
      here.migratorUrl ?? '',
      `select finished_at > now() - interval '1 hour' as fresh, database_bytes > 0 as whole, damaged, busy_until from platform.backup`,
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
  })

  test('is not written to a place whose disk has gone, unless that is meant', async () => {
    renameSync(backups, `${backups}-away`)
    const gone = await run(['tools/backup.ts', backups, '--data', data])
    expect(gone).toMatchObject({ code: 2 })
    expect(gone.said).toContain('ổ đĩa chưa gắn')
    expect(existsSync(backups)).toBe(false)
    await succeed(['tools/backup.ts', backups, '--begin', '--data', data])
    rmSync(backups, { recursive: true })
    renameSync(`${backups}-away`, backups)
  })

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
    // Segments of their own, so that one can be lost between others.
    for (let count = 0; count < 3; count++) await ask(url, 'select pg_switch_wal(), pg_current_xact_id()')
    const [end] = await ask<{ at: Date }>(url, 'select now() as at')
    const isSafe = () =>
      ask<{ safe: boolean }>(url, 'select max(log_at) > $1 as safe from platform.backup', [end?.at])
    await vi.waitUntil(async () => (await isSafe())[0]?.safe, patience)

    // The machine is gone, and with it whatever had not arrived yet.
    follower.kill('SIGKILL')
    await here.cluster?.stop()
    rmSync(data, { recursive: true, force: true })

    const all = [...first.codes, ...second.codes].sort()
    const newest = join(folder, 'newest')
    await succeed(['tools/restore.ts', place, '--data', newest])
    await intact(newest)
    expect(await tryOut(newest, all)).toMatchObject({
      known: all,
      goesOn: true,
      documents: { filed: [{}, {}] },
    })

    const earlier = join(folder, 'earlier')
    await succeed(['tools/restore.ts', place, '--until', now?.at ?? '', '--data', earlier])
    await intact(earlier)
    expect(await tryOut(earlier, all)).toMatchObject({ known: first.codes.sort(), goesOn: true })
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
  })

  test('says which log is missing or damaged instead of ending before it', async () => {
    const place = join(folder, 'followed')
    const to = join(folder, 'of-damaged-log')
    const [wal = ''] = readdirSync(join(place, 'wal'))
    const segments = readdirSync(join(place, 'wal', wal))
      .filter((name) => name.length === 24)
      .sort()
    const middle = segments.at(-2) ?? ''
    const spoil = async (change: (path: string) => void) => {
      const spoilt = join(folder, 'spoilt')
      rmSync(spoilt, { recursive: true, force: true })
      cpSync(place, spoilt, { recursive: true })
      change(join(spoilt, 'wal', wal, middle))
      return run(['tools/restore.ts', spoilt, '--data', to])
    }
    const cases: [(path: string) => void, string][] = [
      [(path) => rmSync(path), 'không còn trên đĩa'],
      [(path) => truncateSync(path, 4096), 'dài 4096 byte'],
    ]
    for (const [change, words] of cases) {
      const { code, said } = await spoil(change)
      expect({ code, said }).toMatchObject({ code: 2, said: expect.stringContaining(`${middle}: ${words}`) })
      expect(existsSync(to)).toBe(false)
    }
    const changed = await spoil((path) => writeFileSync(path, Buffer.alloc(statSync(path).size)))
    expect(changed).toMatchObject({ code: 2, said: expect.stringMatching(/Nhật ký ghi trước hỏng ở đoạn/) })
  })
})
