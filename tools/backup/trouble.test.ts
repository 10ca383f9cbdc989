/** What goes wrong around a backup: full and read-only disks, kills, damage, missing rights, other people's servers. */
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { setTimeout as rest } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
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
import { type OpenDatabase, openDatabase } from '../postgres/prepare-database.ts'
import { type Backup, listBackups } from './manifest.ts'
import { pathOfFile } from './stored-files.ts'

const folder = openFolder('trouble')
const data = join(folder, 'here')
const place = join(folder, 'place')
const mounted = join(folder, 'mounted')
let here: OpenDatabase
let follower: ChildProcess | undefined

const backUp = (to: string, ...options: string[]) => run(['tools/backup.ts', to, ...options, '--data', data])
const restore = (from: string, to: string, ...options: string[]) =>
  run(['tools/restore.ts', from, ...options, '--data', to])

const mount = (...options: string[]) =>
  spawnSync('mount', ['-t', 'tmpfs', ...options, 'tmpfs', mounted]).status === 0
const unmount = () => spawnSync('umount', ['-l', mounted])
mkdirSync(mounted)
const mayMount = mount('-o', 'size=1m')
if (mayMount) unmount()
else console.warn('Not tried: full and read-only disks; no right to mount here.')

/** The same files under another name: what is done to one of them must replace it. */
function linked(name: string): string {
  const copy = join(folder, name)
  execFileSync('cp', ['-al', place, copy])
  return copy
}

const unfinished = (at: string) => readdirSync(at).filter((name) => name.startsWith('.unfinished-'))
const newest = (at: string) => listBackups(at).at(-1) as Backup

beforeAll(async () => {
  here = await openInstallation(data)
  await startWork(here, data, '2').gone
  await succeed(['tools/backup.ts', place, '--data', data])
})
afterAll(async () => {
  follower?.kill('SIGKILL')
  await here.cluster?.stop()
  if (mayMount) unmount()
  rmSync(folder, { recursive: true, force: true })
})

describe('a place', () => {
  test('lets go of the oldest backups, of files and of the log only they needed, and of nothing else', async () => {
    const kept = join(folder, 'kept')
    await succeed(['tools/backup.ts', kept, '--data', data])
    const [first] = listBackups(kept)
    const old = pathOfFile(join(kept, 'files'), '0'.repeat(64))
    mkdirSync(join(old, '..'), { recursive: true })
    writeFileSync(old, '')
    utimesSync(old, 0, 0)
    const left = join(kept, 'wal/1')
    mkdirSync(left, { recursive: true })
    writeFileSync(join(left, '000000010000000000000001'), '')
    await succeed(['tools/backup.ts', kept, '--keep', '2', '--data', data])
    expect(listBackups(kept)).toHaveLength(2)
    expect([existsSync(old), existsSync(left)]).toEqual([true, true])
    await succeed(['tools/backup.ts', kept, '--keep', '2', '--data', data])
    expect(listBackups(kept).map(({ name }) => name)).not.toContain(first?.name)
    expect([existsSync(old), existsSync(left)]).toEqual([false, false])
    for (const file of ['tools/backup.ts', 'tools/restore.ts']) expect(existsSync(file)).toBe(true)
    expect(listBackups(kept)).toHaveLength(2)
    expect(unfinished(kept)).toEqual([])
  })

  test('shares a folder of keys with another, also in the same second', async () => {
    const keys = join(folder, 'keys')
    const places = [join(folder, 'one'), join(folder, 'other')]
    const made = await Promise.all(places.map((at) => backUp(at, '--keys', keys)))
    expect(made.map(({ code }) => code)).toEqual([0, 0])
    expect(readdirSync(keys)).toHaveLength(2)
    // What another place is writing just now is not taken for what a killed run of ours left.
    const others = join(keys, `.unfinished-${newest(places[1] ?? '').manifest.keysName}`)
    mkdirSync(others)
    expect(await backUp(places[0] ?? '', '--keys', keys, '--keep', '1')).toMatchObject({ code: 0 })
    expect(existsSync(others)).toBe(true)
    for (const at of places) {
      const { manifest, folder } = newest(at)
      expect(existsSync(join(folder, 'keys'))).toBe(false)
      expect(existsSync(join(keys, manifest.keysName ?? '', 'event.key'))).toBe(true)
    }
    const without = await restore(places[0] ?? '', join(folder, 'without-keys'))
    expect(without).toMatchObject({ code: 2, said: expect.stringContaining('không còn trên đĩa') })
    expect(existsSync(join(folder, 'without-keys'))).toBe(false)
  })

  test.skipIf(!mayMount)(
    'that is full or may not be written is said, and nothing half stays there',
    async () => {
      mount('-o', 'size=2m')
      const full = await backUp(join(mounted, 'backups'))
      expect(full).toMatchObject({ code: 2, said: expect.stringContaining('đã đầy') })
      expect(unfinished(join(mounted, 'backups'))).toEqual([])
      spawnSync('mount', ['-o', 'remount,size=200m', mounted])
      expect(await backUp(join(mounted, 'backups'))).toMatchObject({ code: 0 })
      spawnSync('mount', ['-o', 'remount,ro', mounted])
      const readOnly = await backUp(join(mounted, 'backups'))
      expect(readOnly).toMatchObject({ code: 2, said: expect.stringContaining('chỉ cho đọc') })
      // Restoring only reads there.
      const filled = await restore(join(mounted, 'backups'), data)
      expect(filled).toMatchObject({ code: 2, said: expect.stringContaining('không trống') })
      unmount()
      const isFile = await backUp(join(data, 'database.password', 'x'))
      expect(isFile).toMatchObject({ code: 2, said: expect.stringContaining('Chọn thư mục khác') })
    },
    60_000,
  )
})

describe('a backup', () => {
  test('killed at any moment is none, and the next one begins anew', async () => {
    const killed = linked('killed')
    const before = listBackups(killed).map(({ name }) => name)
    for (const path of [/^\.unfinished/, /database\.tar\.zst/, /files\.txt/, /manifest\.json/]) {
      const child = spawn(process.execPath, ['tools/backup.ts', killed, '--begin', '--data', data], {
        env: none,
        stdio: 'ignore',
      })
      await killOnce(child, () =>
        unfinished(killed).some((name) =>
          [name, ...readdirSync(join(killed, name))].some((found) => path.test(found)),
        ),
      )
      const names = listBackups(killed).map(({ name }) => name)
      // Killed a moment after it was whole, it is one.
      expect(names.slice(0, before.length)).toEqual(before)
      before.splice(0, before.length, ...names)
    }
    expect(await backUp(killed, '--begin')).toMatchObject({ code: 0 })
    expect(unfinished(killed)).toEqual([])
    expect(listBackups(killed)).toHaveLength(before.length + 1)
  })

  test('needs the right to replicate; given it, another role and server will do', async () => {
    const url = here.migratorUrl ?? ''
    await ask(url, `create role copier login password 'chep'`)
    const as = new URL(url)
    Object.assign(as, { username: 'copier', password: 'chep' })
    const env = {
      ...none,
      DATABASE_URL: here.url,
      MIGRATOR_URL: url,
      BACKUP_URL: as.href,
      NHIP_DATA: data,
    } as NodeJS.ProcessEnv
    const at = join(folder, 'external')
    const refused = await run(['tools/backup.ts', at], env)
    expect(refused).toMatchObject({ code: 2, said: expect.stringContaining('alter role copier replication') })
    expect(listBackups(at)).toEqual([])
    await ask(url, 'alter role copier replication')
    await succeed(['tools/backup.ts', at], env)
    expect(newest(at).manifest.database?.name).toBe('nhip')
  })

  test('follows on with a whole copy when the server let go of the log', async () => {
    const url = here.migratorUrl ?? ''
    const followed = join(folder, 'followed')
    const follow = () =>
      spawn(process.execPath, ['tools/backup.ts', followed, '--follow', '--data', data], {
        env: none,
        stdio: ['ignore', 'pipe', 'inherit'],
      })
    follower = follow()
    await untilSays(follower, 'Đang theo dõi')
    await kill(follower)
    await ask(url, `alter system set idle_replication_slot_timeout = '1s'`)
    await ask(url, 'select pg_reload_conf()')
    await rest(1_500)
    await ask(url, 'select pg_switch_wal()')
    await ask(url, 'checkpoint')
    const slots = await ask(url, 'select wal_status from pg_replication_slots')
    expect(slots).toEqual([{ wal_status: 'lost' }])
    await ask(url, 'alter system reset idle_replication_slot_timeout')
    await ask(url, 'select pg_reload_conf()')
    follower = follow()
    await untilSays(follower, 'Đang theo dõi')
    expect(listBackups(followed)).toHaveLength(2)
    await kill(follower)
    // Begun again while the server kept the log, it goes on without one, and says so.
    follower = follow()
    await untilSays(follower, 'Đang theo dõi từng giây sau bản')
    expect(listBackups(followed)).toHaveLength(2)
    await kill(follower)
  })
})

describe('a restore', () => {
  test('names each stored file that is missing or changed before it touches anything', async () => {
    const spoilt = linked('spoilt')
    const [gone = '', changed = ''] = readFiles(spoilt)
    unlinkSync(gone)
    cpSync(changed, `${changed}.new`)
    execFileSync('sh', [
      '-c',
      `printf X | dd of="$1.new" conv=notrunc bs=1 seek=3 && mv "$1.new" "$1"`,
      '-',
      changed,
    ])
    const to = join(folder, 'of-spoilt')
    const { code, said } = await restore(spoilt, to)
    expect(code).toBe(2)
    expect(said).toContain(`${gone}: không còn trên đĩa`)
    expect(said).toContain(`${changed}: nội dung đã khác`)
    expect(existsSync(to)).toBe(false)
  })

  test('to a second is refused where the log was not followed', async () => {
    const to = join(folder, 'to-a-second')
    const second = new Date(newest(place).manifest.consistentAt.getTime() + 1000).toISOString()
    const { code, said } = await restore(place, to, '--until', second)
    expect({ code, said }).toMatchObject({
      code: 2,
      said: expect.stringContaining('không có nhật ký ghi trước'),
    })
    expect(existsSync(to)).toBe(false)
  })

  test('killed at any moment, or out of room, is run again and ends whole', async () => {
    const to = join(mayMount ? mounted : folder, 'restored')
    if (mayMount) {
      mount('-o', 'size=30m')
      expect(await restore(place, to)).toMatchObject({ code: 2, said: expect.stringContaining('đã đầy') })
      const start = await run(['tools/start.mjs', '--data', to, '--port', '3997', '--no-assets'])
      expect(start).toMatchObject({ code: 2, said: expect.stringContaining('chưa xong') })
      spawnSync('mount', ['-o', 'remount,size=600m', mounted])
    }
    for (const words of ['khóa và thiết lập', 'cơ sở dữ liệu', 'nhật ký ghi trước', '… tệp']) {
      const child = spawn(process.execPath, ['tools/restore.ts', place, '--data', to], {
        env: none,
        stdio: ['ignore', 'pipe', 'ignore'],
      })
      await untilSays(child, words)
      await rest(100)
      await kill(child)
      expect(existsSync(join(to, '.restoring'))).toBe(true)
    }
    expect(await restore(place, to)).toMatchObject({ code: 0 })
  })

  test('of what holds no database settles the seals with the one others restored', async () => {
    await startWork(here, data, '2').gone
    const without = join(folder, 'without-database')
    await succeed(['tools/backup.ts', without, '--without-database', '--data', data])
    const to = join(folder, 'beside')
    const alone = await restore(without, to)
    expect(alone).toMatchObject({ code: 2, said: expect.stringContaining('DATABASE_URL') })
    expect(existsSync(to)).toBe(false)
    // The copy of the others is of an earlier second than ours: seals are given up.
    const earlier = join(folder, 'earlier')
    expect(await restore(place, earlier)).toMatchObject({ code: 0 })
    const open = await openDatabase(earlier, none)
    const env = {
      ...none,
      DATABASE_URL: open.url,
      MIGRATOR_URL: open.migratorUrl,
      NHIP_DATA: to,
    } as NodeJS.ProcessEnv
    try {
      expect(await succeed(['tools/restore.ts', without], env)).toMatch(/Niêm phong \d+(–\d+)? không còn/)
      expect(await succeed(['tools/verify.ts', '--files'], env)).toContain('Không thấy chỗ nào')
      await startWork(open, to, '1').gone
      await succeed(['tools/verify.ts', '--files'], env)
    } finally {
      await open.cluster?.stop()
    }
    await intact(data)
  })
})

function readFiles(at: string): string[] {
  return readdirSync(join(at, 'files'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((done) => child.once('exit', done))
  child.kill('SIGKILL')
  await gone
}

async function killOnce(child: ChildProcess, isDue: () => boolean): Promise<void> {
  while (child.exitCode === null) {
    try {
      if (isDue()) break
    } catch {
      // Renamed under our eyes.
    }
    await rest(1)
  }
  await kill(child)
}
