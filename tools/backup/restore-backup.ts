/** From a backup to a data folder that the program starts from. */
import {
  createReadStream,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { copyFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createZstdDecompress } from 'node:zlib'
import { unpackTar } from 'modern-tar/fs'
import pg from 'pg'
import { formatIsoLocal } from '#shared/dates.ts'
import { anchorFile, copyFolder, followedAnchor, makePrivate } from '#tools/backup/back-up.ts'
import { copyStoredFile, type NamedFile, pathOfFile } from '#tools/backup/copy-files.ts'
import { gatherLog, type KeptLog, readKeptLog, segmentName } from '#tools/backup/kept-log.ts'
import { type Backup, findDamage, keysOf, listBackups, listUnreadable } from '#tools/backup/manifest.ts'
import { readPosition } from '#tools/backup/replication.ts'
import {
  isRestoreUnfinished,
  markRestore,
  refuseRunningRestore,
  unmarkRestore,
} from '#tools/backup/restore-mark.ts'
import { dataMajor, startCluster } from '#tools/postgres/embedded/cluster.ts'
import {
  giveAll,
  type Identity,
  packagedMajor,
  reachableFolder,
  serverIdentity,
} from '#tools/postgres/embedded/cluster-place.ts'
import { recoverCluster } from '#tools/postgres/embedded/recover-cluster.ts'
import { endLeftover } from '#tools/postgres/embedded/server-process.ts'
import { checkDatabase } from '#tools/postgres/external-database.ts'
import { openDatabase } from '#tools/postgres/prepare-database.ts'
import { refuseWhileRunning } from '#tools/postgres/program-at-work.ts'
import { runTool } from '#tools/start/run-tool.ts'
import { StartFailure } from '#tools/start/start-failure.ts'

/** What the embedded server calls the database. */
const embeddedName = 'nhip'

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

/** The newest backup that was whole by then, or the one that was asked for. */
function chooseBackup(from: string, until: Date | undefined, name: string | undefined): Backup {
  if (!existsSync(from)) throw new StartFailure(`Không có thư mục ${from}: ổ đĩa sao lưu chưa gắn?`)
  if (until && until.getTime() > Date.now()) {
    throw new StartFailure(
      `Lúc ${formatIsoLocal(until)} chưa đến. Bỏ --until để khôi phục đến mới nhất có thể.`,
    )
  }
  const backups = listBackups(from)
  if (name) {
    const chosen = backups.find((backup) => backup.name === name)
    if (!chosen)
      throw new StartFailure(`Không có bản ${name} ở ${from}. Có: ${namesOf(backups) || 'chưa bản nào'}.`)
    if (until && chosen.manifest.consistentAt > until) throw tooEarly(from, chosen)
    return chosen
  }
  const newest = backups.filter(({ manifest }) => !until || manifest.consistentAt <= until).at(-1)
  const unreadable = listUnreadable(from).filter((found) => !newest || found > newest.name)
  const [first] = backups
  if (unreadable.length > 0 && !until) {
    const others = newest ? ` Bản đọc được gần nhất: thêm --backup ${newest.name}` : ''
    throw new StartFailure(`Bản sao lưu ${unreadable.at(-1)} ở ${from} đã hỏng (manifest.json).${others}`)
  }
  if (newest) return newest
  throw first ? tooEarly(from, first) : new StartFailure(`Không có bản sao lưu hoàn chỉnh nào ở ${from}.`)
}

function tooEarly(from: string, { name, manifest }: Backup): StartFailure {
  // Upwards: the second that is named must be one that can be chosen.
  const at = formatIsoLocal(new Date(Math.ceil(manifest.consistentAt.getTime() / 1000) * 1000))
  return new StartFailure(
    `Bản sao lưu ${name} ở ${from} hoàn chỉnh từ ${at}, sau thời điểm đã chọn: chọn từ lúc ấy trở đi.`,
  )
}

function withoutLog(from: string, { name, manifest }: Backup): StartFailure {
  return new StartFailure(
    `Ở ${from} không có nhật ký ghi trước sau bản ${name} (hoàn chỉnh lúc ${formatIsoLocal(manifest.consistentAt)}): ` +
      `chỉ khôi phục được đúng bản ấy. Bỏ --until, thêm --backup ${name}`,
  )
}

const namesOf = (backups: readonly Backup[]) => backups.map(({ name }) => name).join(', ')

async function checkParts(
  { name, folder, manifest }: Backup,
  keysFolder: string,
  others: readonly Backup[],
): Promise<void> {
  const damaged: string[] = []
  for (const part of manifest.parts) damaged.push((await findDamage(folder, part)) ?? '')
  for (const part of manifest.keys) damaged.push((await findDamage(keysFolder, part)) ?? '')
  const lines = damaged.filter(Boolean)
  if (lines.length === 0) return
  const earlier = others.filter((backup) => backup.name !== name).at(-1)
  if (earlier) lines.push(`Từ một bản khác: thêm --backup ${earlier.name}`)
  throw new StartFailure(`Bản sao lưu đã hỏng, không khôi phục từ đó:\n${lines.join('\n')}`)
}

/** What the backup refers to and does not itself hold: stored files, and the log after it. Each is read where it lies. */
async function checkContent(
  { name, folder, manifest }: Backup,
  from: string,
  logDamage: readonly string[],
): Promise<void> {
  const lost = new Set(manifest.files.damaged)
  const files = readFileList(folder).filter(({ sha256 }) => !lost.has(sha256))
  const damaged: string[] = [...logDamage]
  const waiting = files.values()
  const work = async () => {
    for (const { sha256, size } of waiting) {
      const path = pathOfFile('files', sha256)
      const damage = await findDamage(from, { path, size, sha256 })
      if (damage) damaged.push(damage)
    }
  }
  await Promise.all([work(), work(), work(), work()])
  if (damaged.length === 0) return
  const more = damaged.length > 10 ? `\n… và ${damaged.length - 10} tệp nữa` : ''
  throw new StartFailure(
    `Bản sao lưu ${name} thiếu hoặc hỏng:\n${damaged.slice(0, 10).join('\n')}${more}\n` +
      'Lấy lại chúng từ bản sao khác của nơi sao lưu, hoặc khôi phục không có chúng: thêm --incomplete',
  )
}

/** PostgreSQL takes damaged log for the end of it. */
function requireWholeLog({ lastWhole, size }: KeptLog, end: string | undefined): void {
  if (end === undefined || lastWhole === undefined || readPosition(end) / size >= lastWhole) return
  throw new StartFailure(
    `Nhật ký ghi trước hỏng ở đoạn ${segmentName(1, readPosition(end), size).slice(8)} hoặc ngay sau đó: các đoạn sau không dùng được.\n` +
      'Lấy lại đoạn ấy từ bản sao khác của nơi sao lưu rồi chạy lại, hoặc khôi phục đến đó: thêm --incomplete',
  )
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

async function unpack(archive: string, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  await pipeline(
    createReadStream(archive),
    createZstdDecompress(),
    unpackTar(folder, { dmode: 0o700, fmode: 0o600 }),
  )
}

/** The server is told its settings when it is started; those of the machine it comes from need not fit here. */
function resetConfiguration(folder: string): void {
  const rules = ['127.0.0.1/32', '::1/128'].flatMap((address) => [
    `host all all ${address} scram-sha-256`,
    `host replication all ${address} scram-sha-256`,
  ])
  writeFileSync(join(folder, 'pg_hba.conf'), `${rules.join('\n')}\n`, { mode: 0o600 })
  for (const name of ['postgresql.conf', 'postgresql.auto.conf', 'pg_ident.conf']) {
    writeFileSync(join(folder, name), '', { mode: 0o600 })
  }
  // Who follows the log of the original does not follow this one.
  rmSync(join(folder, 'pg_replslot'), { recursive: true, force: true })
  mkdirSync(join(folder, 'pg_replslot'), { mode: 0o700 })
}

/** A copy of a server that others run may call its database by another name than the embedded one has. */
async function renameDatabase(home: string, name: string): Promise<void> {
  // Of whatever version it is: the start raises it afterwards.
  const cluster = await startCluster({
    folder: home,
    durable: true,
    major: dataMajor(home) ?? packagedMajor(),
  })
  const client = new pg.Client({ connectionString: `${cluster.superuserUrl}postgres` })
  try {
    await client.connect()
    await client.query(`alter database ${pg.escapeIdentifier(name)} rename to ${embeddedName}`)
  } finally {
    await client.end()
    await cluster.stop()
  }
}

/** The application may have had a role of another name where the copy comes from. */
async function allowApplication(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query('grant nhip_app to nhip')
  } finally {
    await client.end()
  }
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
    for (let after = ''; ; ) {
      const { rows } = await client.query<{ sha256: string; size: string }>(
        'select sha256, size from platform.file where sha256 > $1 order by sha256 limit 1000',
        [after],
      )
      for (const { sha256, size } of rows) {
        files++
        const file = { sha256, size: Number(size) }
        if ((await copyStoredFile(from, join(data, 'files'), file)) === 'damaged') missing.push(sha256)
      }
      const last = rows.at(-1)
      if (!last) return { files, missing }
      after = last.sha256
    }
  } finally {
    await client.end()
  }
}

/** The stored files the backup's database names. */
function readFileList(folder: string): NamedFile[] {
  return readFileSync(join(folder, 'files.txt'), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => ({ sha256: line.slice(0, 64), size: Number(line.slice(65)) }))
}
