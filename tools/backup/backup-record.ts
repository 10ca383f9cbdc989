/** What the program can read about its backups: one row for each place they lie. */
import { hostname } from 'node:os'
import type pg from 'pg'
import { StartFailure } from '#tools/start/start-failure.ts'

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

/** Claims the place: while it is held no stored file is removed anywhere, and nobody else writes a backup there. */
export async function claimPlace(client: pg.Client, folder: string): Promise<BackupRecord> {
  const place = placeOf(folder)
  const beat = () =>
    client.query(
      `update platform.backup set busy_until = now() + $2 * interval '1 millisecond' where place = $1`,
      [place, 4 * beatMs],
    )
  const { rowCount } = await client.query(
    `insert into platform.backup (place, busy_until) values ($1, now() + $2 * interval '1 millisecond')
     on conflict (place) do update set busy_until = excluded.busy_until
      where platform.backup.busy_until is null or platform.backup.busy_until < now()`,
    [place, 4 * beatMs],
  )
  if (rowCount === 0) {
    throw new StartFailure(
      `Một lần sao lưu khác đang ghi vào ${folder}: chờ nó xong, hoặc thử lại sau một phút.`,
    )
  }
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

function placeOf(folder: string): string {
  return `${hostname()}:${folder}`
}
