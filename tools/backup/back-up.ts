/** One backup: the database first, then the files, which are all there by then because they are stored before their rows. */
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as rest } from 'node:timers/promises'
import type pg from 'pg'
import { DatabaseClient, readDatabaseAddress } from '#server/platform/database/database-client.ts'
import { type BackupRecord, claimPlace, markOfPlace, requireSamePlace } from './backup-record.ts'
import { copyDatabase } from './copy-database.ts'
import { copyStoredFile, syncFolder } from './copy-files.ts'
import { copyFolder, makePrivate } from './copy-folder.ts'
import { listParts, type Manifest, partOf, unfinishedPrefix } from './manifest.ts'
import { writePosition } from './replication.ts'
import { listStoredFiles, type NamedFile } from './stored-files.ts'

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

  const known = await sizesOfFiles(client)
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

  for (const file of await sizesOfFiles(client)) known.set(...file)
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
    parts: [...(copied ? [copied.part] : []), await partOf(draft, 'files.txt')],
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

/** Of every stored file the database names now. */
async function sizesOfFiles(client: pg.Client): Promise<Map<string, number>> {
  const sizes = new Map<string, number>()
  for await (const { sha256, size } of listStoredFiles(client)) sizes.set(sha256, size)
  return sizes
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
