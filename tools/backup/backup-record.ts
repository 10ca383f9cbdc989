/** What the program can read about its backups: one row for each place they lie. */
import { createHash } from 'node:crypto'
import { hostname } from 'node:os'
import type pg from 'pg'
import { formatDateTime } from '#shared/dates.ts'
import { StartFailure } from '../start/start-failure.ts'
import { hasBackups } from './manifest.ts'

/** A backup being made says so this often, and is believed for four times as long. */
const beatMs = 15_000

export interface BackupRecord {
  /** Called when the backup is whole. */
  finish(outcome: {
    databaseBytes: number
    fileCount: number
    fileBytes: number
    damaged: number
  }): Promise<void>
  release(): Promise<void>
}

/**
 * Refuses an empty place where backups were made before: its disk is not there, and what would be written instead would
 * fill another one.
 */
export async function requireSamePlace(
  client: pg.Client,
  { folder, begin = false }: { folder: string; begin?: boolean },
): Promise<void> {
  if (begin || hasBackups(folder)) return
  const { rows } = await client.query<{ at: Date | null }>(
    'select finished_at as at from platform.backup where place = $1',
    [placeOf(folder)],
  )
  const at = rows[0]?.at
  if (!at) return
  throw new StartFailure(
    `Ở ${folder} không còn bản sao lưu nào, bản gần nhất ghi vào đó lúc ${formatDateTime(at)}: ổ đĩa chưa gắn?\n` +
      'Gắn lại rồi chạy lại. Nếu chủ ý làm lại từ đầu ở đó, thêm --begin.',
  )
}

/** Claims the place: while it is held no stored file is removed anywhere, and nobody else writes a backup there. */
export async function claimPlace(client: pg.Client, folder: string): Promise<BackupRecord> {
  const place = placeOf(folder)
  const beat = () =>
    client.query(
      `update platform.backup set busy_until = now() + $2 * interval '1 millisecond' where place = $1`,
      [place, 4 * beatMs],
    )
  // Held by the connection: whoever is killed lets go of it at once.
  const { rows } = await client.query<{ free: boolean }>(
    `select pg_try_advisory_lock(hashtextextended('nhip backup ' || $1, 0)) as free`,
    [place],
  )
  if (!rows[0]?.free) {
    throw new StartFailure(`Một lần sao lưu khác đang ghi vào ${folder}: chờ nó xong rồi chạy lại.`)
  }
  await client.query(
    `insert into platform.backup (place, busy_until) values ($1, now() + $2 * interval '1 millisecond')
     on conflict (place) do update set busy_until = excluded.busy_until`,
    [place, 4 * beatMs],
  )
  const beating = setInterval(() => void beat().catch(() => {}), beatMs)
  return {
    async finish({ databaseBytes, fileCount, fileBytes, damaged }) {
      await client.query(
        `update platform.backup set finished_at = now(), log_at = null, database_bytes = $2, file_count = $3, file_bytes = $4, damaged = $5
          where place = $1`,
        [place, databaseBytes, fileCount, fileBytes, damaged],
      )
    },
    async release() {
      clearInterval(beating)
      await client.query('update platform.backup set busy_until = null where place = $1', [place])
    },
  }
}

/** Every change before this moment lies in the place as well. */
export async function recordLogTime(client: pg.Client, folder: string, at: Date): Promise<void> {
  await client.query('update platform.backup set log_at = $2 where place = $1', [placeOf(folder), at])
}

/** A short name of the place, for what several places keep side by side. */
export function markOfPlace(folder: string): string {
  return createHash('sha256').update(placeOf(folder)).digest('hex').slice(0, 12)
}

function placeOf(folder: string): string {
  return `${hostname()}:${folder}`
}
