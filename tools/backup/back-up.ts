/** One backup: the database first, then the files, which are all there by then because they are stored before their rows. */
import {
  createWriteStream,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { PassThrough } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setTimeout as rest } from 'node:timers/promises'
import { constants, createZstdCompress } from 'node:zlib'
import type pg from 'pg'
import { DatabaseClient, readDatabaseAddress } from '#server/platform/database/database-client.ts'
import { type BackupRecord, claimPlace, markOfPlace, requireSamePlace } from '#tools/backup/backup-record.ts'
import {
  copyHashed,
  copyStoredFile,
  countBytes,
  type NamedFile,
  syncFolder,
} from '#tools/backup/copy-files.ts'
import { hashOf, type Manifest, type Part, unfinishedPrefix } from '#tools/backup/manifest.ts'
import { identifySystem, openReplication, takeBaseBackup, writePosition } from '#tools/backup/replication.ts'
import { describeDamage } from '#tools/postgres/damaged-page.ts'
import { StartFailure } from '#tools/start/start-failure.ts'

/** Among the keys: the anchor of the seals, which only grows. */
export const anchorFile = 'seal-anchor.log'
/** As it grew after the backup, beside the copy the backup's own page describes. */
export const followedAnchor = 'seal-anchor.followed.log'

export interface BackupSource {
  /** The application's role. */
  url: string
  /** The owner of every table. */
  migratorUrl: string
  /** A role that may copy the whole cluster; undefined leaves the database to whoever runs it. */
  replicationUrl: string | undefined
  /** The data folder. */
  data: string
}

export interface BackupTarget {
  folder: string
  /** Where the keys go instead, each backup in a folder of its own. */
  keys?: string | undefined
  /** That no earlier backup lies there any more is meant. */
  begin?: boolean
}

/**
 * Makes a whole backup while the program serves. It carries its name only when everything is on the disk; what was
 * interrupted stays under another name and is removed by the next one.
 */
export async function backUp(
  source: BackupSource,
  target: BackupTarget,
  report: (progress: string) => void = () => {},
): Promise<{ name: string; manifest: Manifest }> {
  const client = new DatabaseClient({ connectionString: source.migratorUrl, keepAlive: true })
  client.on('error', () => {})
  await client.connect()
  try {
    await requireSamePlace(client, target)
    makePrivate(target.folder)
    const record = await claimPlace(client, target.folder)
    try {
      return await make(source, target, client, record, report)
    } catch (error) {
      // A full disk is not kept full by what is of no use.
      removeUnfinished(target)
      throw error
    } finally {
      await record.release().catch(() => {})
    }
  } finally {
    await client.end()
  }
}

async function make(
  { url, migratorUrl, replicationUrl, data }: BackupSource,
  target: BackupTarget,
  client: pg.Client,
  record: BackupRecord,
  report: (progress: string) => void,
): Promise<{ name: string; manifest: Manifest }> {
  removeUnfinished(target)
  const startedAt = await freeSecond(target.folder)
  const name = nameOf(startedAt)
  const draft = join(target.folder, `${unfinishedPrefix}${name}`)
  // Other places may keep theirs beside them, begun in the same second.
  const keysName = target.keys ? `${name}-${markOfPlace(target.folder)}` : undefined
  const keysDraft =
    target.keys && keysName ? join(target.keys, `${unfinishedPrefix}${keysName}`) : join(draft, 'keys')
  makePrivate(draft)
  makePrivate(keysDraft)

  const known = await listFiles(client)
  // The anchor must not be newer than the copy of the seals; keys made meanwhile are added afterwards.
  await copyFolder(join(data, 'keys'), keysDraft)
  report('cơ sở dữ liệu')
  const copied = replicationUrl
    ? await copyDatabase(replicationUrl, migratorUrl, join(draft, 'database.tar.zst'), report)
    : undefined
  const clock = await client.query<{ now: Date; name: string; version: string }>(
    `select clock_timestamp() as now, current_database() as name, current_setting('server_version') as version`,
  )
  const { now: consistentAt = new Date(), name: database = '', version = '' } = clock.rows[0] ?? {}
  await copyFolder(join(data, 'keys'), keysDraft, { onlyNew: true })

  for (const file of await listFiles(client)) known.set(...file)
  const files = await copyFiles(join(data, 'files'), join(target.folder, 'files'), known, report)
  const settings = readSettings(data)
  await writeFile(
    join(draft, 'files.txt'),
    [...known].map(([sha256, size]) => `${sha256} ${size}\n`).join(''),
    {
      flush: true,
    },
  )

  const manifest: Manifest = {
    format: 1,
    startedAt,
    consistentAt,
    finishedAt: new Date(),
    database: copied && {
      version,
      systemId: copied.systemId,
      timeline: copied.timeline,
      start: writePosition(copied.start),
      end: writePosition(copied.end),
      name: database,
      role: readDatabaseAddress(url)?.user ?? 'nhip',
    },
    parts: [
      ...(copied ? [copied.part] : []),
      { path: 'files.txt', ...(await partOf(join(draft, 'files.txt'))) },
    ],
    keys: await listParts(keysDraft),
    ...(keysName ? { keysName } : {}),
    files,
    settings,
  }
  await writeFile(join(draft, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`, { flush: true })
  if (target.keys && keysName) {
    renameSync(keysDraft, join(target.keys, keysName))
    await syncFolder(target.keys)
  }
  await syncFolder(draft)
  renameSync(draft, join(target.folder, name))
  await syncFolder(target.folder)
  await record.finish({
    databaseBytes: copied?.part.size ?? 0,
    fileCount: files.count,
    fileBytes: files.bytes,
    damaged: files.damaged.length,
  })
  return { name, manifest }
}

async function copyDatabase(
  replicationUrl: string,
  migratorUrl: string,
  path: string,
  report: (progress: string) => void,
): Promise<{ systemId: string; timeline: number; start: bigint; end: bigint; part: Part }> {
  const client = await openReplication(replicationUrl)
  const notices: string[] = []
  const raw = new PassThrough()
  try {
    const { systemId } = await identifySystem(client)
    const tap = countBytes()
    const compressed = createZstdCompress({ params: { [constants.ZSTD_c_compressionLevel]: 3 } })
    let bytes = 0
    raw.on('data', (chunk: Buffer) => {
      bytes += chunk.length
      if (bytes % 0x4000000 < chunk.length) report(`cơ sở dữ liệu: ${Math.round(bytes / 1e6)} MB`)
    })
    const written = pipeline(
      raw,
      compressed,
      tap.stream,
      createWriteStream(path, { mode: 0o600, flush: true }),
    )
    written.catch(() => {})
    const base = await takeBaseBackup(client, raw, (notice) => notices.push(notice))
    raw.end()
    await written
    return { systemId, ...base, part: { path: 'database.tar.zst', ...tap.result() } }
  } catch (error) {
    raw.destroy()
    const wrong = notices.find((notice) => notice.includes('checksum verification failed'))
    const damage = wrong && (await describeDamage(migratorUrl, { message: wrong }))
    throw damage ? new StartFailure(`${damage}. Bản sao lưu này không hoàn thành.`) : error
  } finally {
    await client.end().catch(() => {})
  }
}

/** Every stored file the database names. */
async function listFiles(client: pg.Client): Promise<Map<string, number>> {
  const files = new Map<string, number>()
  for (let after = ''; ; ) {
    const { rows } = await client.query<{ sha256: string; size: string }>(
      'select sha256, size from platform.file where sha256 > $1 order by sha256 limit 10000',
      [after],
    )
    for (const { sha256, size } of rows) files.set(sha256, Number(size))
    const last = rows.at(-1)
    if (!last) return files
    after = last.sha256
  }
}

async function copyFiles(
  from: string,
  to: string,
  files: ReadonlyMap<string, number>,
  report: (progress: string) => void,
): Promise<Manifest['files']> {
  const damaged: string[] = []
  let bytes = 0
  let done = 0
  const waiting: Iterator<NamedFile> = [...files].map(([sha256, size]) => ({ sha256, size })).values()
  const work = async () => {
    for (let next = waiting.next(); !next.done; next = waiting.next()) {
      bytes += next.value.size
      if ((await copyStoredFile(from, to, next.value)) === 'damaged') damaged.push(next.value.sha256)
      if (++done % 500 === 0) report(`tệp: ${done}/${files.size}`)
    }
  }
  await Promise.all([work(), work(), work(), work()])
  return { count: files.size, bytes, damaged }
}

/** Copies every file below `from`; with `onlyNew` those that `to` does not have. */
export async function copyFolder(from: string, to: string, { onlyNew = false } = {}): Promise<void> {
  for (const entry of existsSync(from) ? readdirSync(from, { recursive: true, withFileTypes: true }) : []) {
    if (!entry.isFile() || entry.name.endsWith('.new')) continue
    const source = join(entry.parentPath, entry.name)
    const target = join(to, source.slice(from.length))
    if (onlyNew && existsSync(target)) continue
    makePrivate(dirname(target))
    await copyHashed(source, target)
  }
}

async function listParts(folder: string): Promise<Part[]> {
  const parts: Part[] = []
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    parts.push({ path: path.slice(folder.length + 1), ...(await partOf(path)) })
  }
  return parts.sort((a, b) => (a.path < b.path ? -1 : 1))
}

async function partOf(path: string): Promise<Omit<Part, 'path'>> {
  return { size: statSync(path).size, sha256: await hashOf(path) }
}

/** What the program was started with. */
function readSettings(data: string): Record<string, string> {
  const path = join(data, 'settings.json')
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {}
}

/** Also copies of single files that a killed run left; a younger one may be on its way from whoever follows. */
function removeUnfinished({ folder, keys }: BackupTarget): void {
  const unfinished = (place: string) =>
    (existsSync(place) ? readdirSync(place) : []).filter((name) => name.startsWith(unfinishedPrefix))
  for (const name of unfinished(folder)) rmSync(join(folder, name), { recursive: true, force: true })
  const own = `-${markOfPlace(folder)}`
  for (const name of keys ? unfinished(keys) : []) {
    if (name.endsWith(own)) rmSync(join(keys ?? '', name), { recursive: true, force: true })
  }
  const incoming = join(folder, 'files/incoming')
  for (const name of existsSync(incoming) ? readdirSync(incoming) : []) {
    const found = statSync(join(incoming, name), { throwIfNoEntry: false })
    if (found && Date.now() - found.mtimeMs > 3_600_000) rmSync(join(incoming, name), { force: true })
  }
}

function nameOf(startedAt: Date): string {
  return startedAt.toISOString().replace(/:|\.\d+/g, '')
}

/** A backup is named by its second: no two may share one. */
async function freeSecond(folder: string): Promise<Date> {
  for (;;) {
    const now = new Date()
    if (!existsSync(join(folder, nameOf(now)))) return now
    await rest(1_000 - now.getMilliseconds())
  }
}

/** One by one: asked for several at once, Node says of a disk that is only read that they were not found. */
export function makePrivate(folder: string): void {
  if (existsSync(folder)) return
  makePrivate(dirname(folder))
  try {
    mkdirSync(folder, { mode: 0o700 })
  } catch (error) {
    // Made by another meanwhile.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}
