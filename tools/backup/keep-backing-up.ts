/** Backups by the clock, and between them the log and the new files, so that nothing older than seconds is lost. */
import { createHash } from 'node:crypto'
import { existsSync, renameSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { setTimeout as rest } from 'node:timers/promises'
import type pg from 'pg'
import { DatabaseClient } from '#server/platform/database/database-client.ts'
import { formatDateTime } from '#shared/dates.ts'
import { describeStartFailure, StartFailure } from '../start/start-failure.ts'
import { anchorFile, type BackupSource, type BackupTarget, backUp, followedAnchor } from './back-up.ts'
import { recordLogTime, requireSamePlace } from './backup-record.ts'
import { copyHashed, copyStoredFile } from './copy-files.ts'
import { copyFolder, makePrivate } from './copy-folder.ts'
import { followLog, type LogFollower } from './follow-log.ts'
import { keysOf, listBackups } from './manifest.ts'
import { prune } from './prune.ts'
import { readPosition } from './replication.ts'

export interface Keeping {
  /** Asked anew after every interruption: a program started again may have its database elsewhere. */
  openSource(): Promise<BackupSource>
  target: BackupTarget
  everyHours: number
  keep: number
}

const tickMs = 2_000
const afterFailureMs = 10_000

/** Goes on until told to stop; a database that is away for a while is waited for. */
export async function keepBackingUp(
  keeping: Keeping,
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<void> {
  for (let isFirst = true; !signal.aborted; isFirst = false) {
    try {
      await follow(keeping, say, signal)
    } catch (error) {
      if (signal.aborted) return
      if (isFirst && error instanceof StartFailure) throw error
      say(`Sao lưu bị gián đoạn, thử lại sau ${afterFailureMs / 1000} giây: ${describeStartFailure(error)}`)
      await rest(afterFailureMs, undefined, { signal }).catch(() => {})
    }
  }
}

async function follow(
  { openSource, target, everyHours, keep }: Keeping,
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const source = await openSource()
  const { replicationUrl = '', migratorUrl, data } = source
  const client = new DatabaseClient({ connectionString: migratorUrl, keepAlive: true, query_timeout: 60_000 })
  client.on('error', () => {})
  await client.connect()
  let follower: LogFollower | undefined
  try {
    await requireSamePlace(client, target)
    makePrivate(target.folder)
    const slot = `nhip_${createHash('sha256').update(`${hostname()}:${target.folder}`).digest('hex').slice(0, 16)}`
    const followed = await followLog({ replicationUrl, client, folder: join(target.folder, 'wal'), slot })
    follower = followed.follower
    let mustBegin = followed.isGap
    let isSaid = false
    let filesFrom = new Date(0)
    const broken = follower.ended.then(() => {
      throw new Error('the log stream ended')
    })
    broken.catch(() => {})
    while (!signal.aborted) {
      const newest = listBackups(target.folder).at(-1)
      const age = Date.now() - (newest?.manifest.consistentAt.getTime() ?? 0)
      if (mustBegin || age > everyHours * 3_600_000) {
        const { name, manifest } = await backUp(source, target)
        mustBegin = false
        // Meant for the first copy only: a disk that goes away later is another matter.
        target.begin = false
        say(`Đã sao lưu lúc ${formatDateTime(manifest.consistentAt)}: ${name}. Đang theo dõi từng giây.`)
        for (const sha256 of manifest.files.damaged) say(`Tệp ${sha256}: mất hoặc hỏng ở chỗ gốc.`)
        prune(target, keep)
        isSaid = true
      } else if (!isSaid && newest) {
        say(`Đang theo dõi từng giây sau bản ${newest.name}.`)
        isSaid = true
      }
      filesFrom = await copyNewFiles(client, data, target.folder, filesFrom)
      await copyNewKeys(data, target)
      await tellProgress(client, target.folder, follower, signal)
      await Promise.race([rest(tickMs, undefined, { signal }).catch(() => {}), broken])
    }
  } finally {
    await follower?.stop()
    await client.end().catch(() => {})
  }
}

/** What was stored since the last look; a little is looked at twice, because rows appear when they commit. */
async function copyNewFiles(client: pg.Client, data: string, folder: string, from: Date): Promise<Date> {
  const { rows } = await client.query<{ sha256: string; size: string; at: Date }>(
    `select sha256, size, stored_at as at from platform.file where stored_at > $1::timestamptz - interval '2 minutes'`,
    [from],
  )
  let last = from
  for (const { sha256, size, at } of rows) {
    await copyStoredFile(join(data, 'files'), join(folder, 'files'), { sha256, size: Number(size) })
    if (at > last) last = at
  }
  return last
}

/** A key made since the last backup: what it signed or marked is in the log already. */
async function copyNewKeys(data: string, { folder, keys }: BackupTarget): Promise<void> {
  const newest = listBackups(folder).at(-1)
  if (!newest) return
  const to = keysOf(newest, keys)
  await copyFolder(join(data, 'keys'), to, { onlyNew: true })
  const anchor = join(data, 'keys', anchorFile)
  if (!existsSync(anchor)) return
  const draft = join(to, `${followedAnchor}.new`)
  await copyHashed(anchor, draft)
  renameSync(draft, join(to, followedAnchor))
}

/** Until when everything lies here: a moment of the database's clock whose log has arrived. */
async function tellProgress(
  client: pg.Client,
  folder: string,
  follower: LogFollower,
  signal: AbortSignal,
): Promise<void> {
  const { rows } = await client.query<{ at: Date; position: string }>(
    'select clock_timestamp() as at, pg_current_wal_lsn()::text as position',
  )
  const [now] = rows
  if (!now) return
  for (let waited = 0; waited < 5_000 && !signal.aborted; waited += 100) {
    if (follower.position() >= readPosition(now.position)) return recordLogTime(client, folder, now.at)
    await rest(100)
  }
}
