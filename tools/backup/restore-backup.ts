/** From a backup to a data folder that the program starts from. */
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { copyFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import pg from 'pg'
import {
  giveAll,
  type Identity,
  reachableFolder,
  serverIdentity,
} from '../postgres/embedded/cluster-place.ts'
import { recoverCluster } from '../postgres/embedded/recover-cluster.ts'
import { endLeftover } from '../postgres/embedded/server-process.ts'
import { checkDatabase } from '../postgres/external-database.ts'
import { openDatabase } from '../postgres/prepare-database.ts'
import { refuseWhileRunning } from '../postgres/program-at-work.ts'
import {
  isRestoreUnfinished,
  markRestore,
  refuseRunningRestore,
  unmarkRestore,
} from '../start/restore-mark.ts'
import { runTool } from '../start/run-tool.ts'
import { StartFailure } from '../start/start-failure.ts'
import { anchorFile, followedAnchor } from './back-up.ts'
import { checkContent, checkParts, requireWholeLog } from './check-backup.ts'
import { chooseBackup, withoutLog } from './choose-backup.ts'
import { copyStoredFile } from './copy-files.ts'
import { copyFolder, makePrivate } from './copy-folder.ts'
import { gatherLog, readKeptLog } from './kept-log.ts'
import { type Backup, keysOf, listBackups } from './manifest.ts'
import {
  allowApplication,
  embeddedName,
  renameDatabase,
  resetConfiguration,
  unpack,
} from './restore-cluster.ts'
import { listStoredFiles } from './stored-files.ts'

export interface RestoreOptions {
  /** Where the backups lie. */
  from: string
  /** Where their keys lie, if apart. */
  keys?: string | undefined
  /** The data folder to make: new or empty. */
  data: string
  /** The last moment that shall still have happened; everything there is, if absent. */
  until?: Date | undefined
  /** The name of the backup to begin from, where the newest is not wanted. */
  name?: string | undefined
  /** Whether to go on without stored files and log that are missing or damaged. */
  incomplete?: boolean | undefined
  /** The database somebody else restored, for a backup that holds none. */
  restoredUrls?: { url: string; migratorUrl: string } | undefined
}

export interface Restored {
  backup: Backup
  /** When the last transaction in it was, if the log says so. */
  lastAt: Date | undefined
  files: number
  /** What became of the seals, in one line. */
  seals: string
  /** Files the database names that the backup does not hold. */
  missing: string[]
}

/** Restores into an empty folder. Interrupted, it can be run again; until it is whole, nothing starts from there. */
export async function restoreBackup(
  { from, keys, data, until, name, incomplete = false, restoredUrls }: RestoreOptions,
  report: (progress: string) => void = () => {},
): Promise<Restored> {
  const backup = chooseBackup(from, until, name)
  const keysFolder = keysOf(backup, keys)
  const { database } = backup.manifest
  refuseFilled(data)
  const log = database && readKeptLog(join(from, 'wal', database.systemId), database)
  if (until && log && !log.goesOn) throw withoutLog(from, backup)
  if (!database) await requireRestored(restoredUrls, backup)
  report('kiểm bản sao lưu')
  await checkParts(backup, keysFolder, listBackups(from))
  if (!incomplete) await checkContent(backup, from, until ? [] : (log?.damage ?? []))

  const identity = serverIdentity()
  const home = await prepareFolder(data, identity)
  report('khóa và thiết lập')
  makePrivate(join(data, 'keys'))
  await copyFolder(keysFolder, join(data, 'keys'))
  await takeNewestAnchor(listBackups(from).at(-1) ?? backup, keys, join(data, 'keys'))
  writeFileSync(join(data, 'settings.json'), JSON.stringify(backup.manifest.settings))

  if (!database || !log) {
    const { url = '', migratorUrl = '' } = restoredUrls ?? {}
    const seals = await settleSeals(url, data, until)
    report('tệp')
    const files = await settle(migratorUrl, join(from, 'files'), data)
    unmarkRestore(data)
    return { backup, lastAt: undefined, seals, ...files }
  }
  report('cơ sở dữ liệu')
  const clusterData = join(home, 'data')
  await unpack(join(backup.folder, 'database.tar.zst'), clusterData)
  resetConfiguration(clusterData)
  const gathered = join(home, 'recovery-wal')
  await gatherLog(join(from, 'wal', database.systemId), log, gathered)
  giveAll(clusterData, identity)
  giveAll(gathered, identity)
  report('nhật ký ghi trước')
  const { lastAt, end } = await recoverCluster({
    folder: home,
    fetch: `test -f "${gathered}/%f" && cp "${gathered}/%f" "%p"`,
    until,
  })
  if (!until && !incomplete) requireWholeLog(log, end)
  rmSync(gathered, { recursive: true, force: true })

  report('tệp')
  if (database.name !== embeddedName) await renameDatabase(home, database.name)
  const open = await openDatabase(data, {})
  try {
    await allowApplication(open.migratorUrl ?? '')
    const seals = await settleSeals(open.url, data, until)
    const files = await settle(open.migratorUrl ?? '', join(from, 'files'), data)
    unmarkRestore(data)
    return { backup, lastAt, seals, ...files }
  } finally {
    await open.cluster?.stop()
  }
}

/** Only into nothing: what lies there may be somebody's data. */
function refuseFilled(data: string): void {
  if (!existsSync(data)) return
  refuseRunningRestore(data)
  if (isRestoreUnfinished(data) || readdirSync(data).length === 0) return
  throw new StartFailure(`Thư mục ${data} không trống: chỉ khôi phục vào thư mục mới, chọn bằng --data.`)
}

/** Its seals and files are settled with what it holds now; without it they would stay open. */
async function requireRestored(urls: RestoreOptions['restoredUrls'], { name }: Backup): Promise<void> {
  if (!urls) {
    throw new StartFailure(
      `Bản ${name} không có cơ sở dữ liệu: khôi phục nó bằng công cụ của người quản trị trước, rồi chạy lại với\n` +
        'DATABASE_URL (và MIGRATOR_URL) của cơ sở dữ liệu đã khôi phục.',
    )
  }
  await checkDatabase('DATABASE_URL', urls.url, { application: true })
  await checkDatabase('MIGRATOR_URL', urls.migratorUrl, { application: false })
  await refuseWhileRunning(urls.migratorUrl, 'đã khôi phục', 'chạy lại')
  const client = new pg.Client({ connectionString: urls.url })
  await client.connect()
  const { rows } = await client
    .query<{ known: boolean }>(`select to_regclass('platform.seal') is not null as known`)
    .finally(() => client.end())
  if (rows[0]?.known) return
  throw new StartFailure('Cơ sở dữ liệu ở DATABASE_URL chưa có dữ liệu của chương trình: khôi phục nó trước.')
}

async function prepareFolder(data: string, identity: Identity): Promise<string> {
  makePrivate(dirname(data))
  mkdirSync(data, { recursive: true })
  refuseFilled(data)
  const isAgain = isRestoreUnfinished(data)
  if (isAgain) {
    // A killed restore leaves a server that is only about to end.
    await endLeftover(join(reachableFolder(resolve(data, 'postgres'), identity), 'data'))
    for (const name of readdirSync(data)) {
      if (name !== '.restoring') rmSync(join(data, name), { recursive: true, force: true })
    }
  }
  // Before anything else lies there: killed at any moment, it is known for what it is.
  markRestore(data)
  const home = reachableFolder(resolve(data, 'postgres'), identity)
  const isElsewhere = home !== resolve(data, 'postgres')
  if (isElsewhere && existsSync(join(home, 'data')) && !isAgain) {
    unmarkRestore(data)
    throw new StartFailure(`Đã có một cơ sở dữ liệu ở ${home}: chọn thư mục khác bằng --data.`)
  }
  for (const name of ['data', 'password', 'recovery-wal']) {
    rmSync(join(home, name), { recursive: true, force: true })
  }
  return home
}

/** The anchor only grows: the newest copy tells best which seals a restore to an earlier moment gives up. */
async function takeNewestAnchor(newest: Backup, keys: string | undefined, to: string): Promise<void> {
  const from = keysOf(newest, keys)
  const followed = join(from, followedAnchor)
  const source = existsSync(followed) ? followed : join(from, anchorFile)
  if (existsSync(source)) await copyFile(source, join(to, anchorFile))
  rmSync(join(to, followedAnchor), { force: true })
}

/** Runs in a process of its own, whose configuration is the restored installation's. */
async function settleSeals(url: string, data: string, until: Date | undefined): Promise<string> {
  let said = ''
  await runTool(
    ['tools/backup/settle-seals.ts', until?.toISOString() ?? ''],
    { ...process.env, DATABASE_URL: url, NHIP_DATA: data },
    (line) => {
      said = line
    },
    new AbortController().signal,
  )
  return said
}

/** Brings what lies beside the database to where the database is now. */
async function settle(url: string, from: string, data: string): Promise<Pick<Restored, 'files' | 'missing'>> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    // Parts of files on their way in are not kept: whoever was sending begins that file again.
    await client.query('update platform.upload set received = 0 where sha256 is null and refusal is null')
    const missing: string[] = []
    let files = 0
    for await (const file of listStoredFiles(client)) {
      files++
      if ((await copyStoredFile(from, join(data, 'files'), file)) === 'damaged') missing.push(file.sha256)
    }
    return { files, missing }
  } finally {
    await client.end()
  }
}
