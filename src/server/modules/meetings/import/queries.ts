/** All SQL on files that were recorded elsewhere. */
import { sql } from 'kysely'
import type { Tx } from '#server/platform/database/database.ts'
import type { FileState } from './model.ts'

type Db = Tx<'meetings'>

export interface SoundFile {
  id: string
  meetingId: string
  name: string
  size: number
  begunAt: Date
  broughtBy: string
  broughtAt: Date
  state: FileState
  problem: string | null
}

const files = (tx: Db) =>
  tx
    .selectFrom('meetings.soundFile')
    .select(['id', 'meetingId', 'name', 'begunAt', 'broughtBy', 'broughtAt', 'problem'])
    .select([sql<number>`size::float8`.as('size'), sql<FileState>`state`.as('state')])

export async function findSoundFile(tx: Db, id: string): Promise<SoundFile | undefined> {
  return files(tx).where('id', '=', id).executeTakeFirst()
}

/** For whoever changes it: works on one file take one after another. */
export async function lockSoundFile(tx: Db, id: string): Promise<SoundFile | undefined> {
  return files(tx).where('id', '=', id).forUpdate().executeTakeFirst()
}

/** Those of a meeting that became or may become a recording, the first brought first. */
export async function listSoundFiles(tx: Db, meetingId: string): Promise<SoundFile[]> {
  return files(tx).where('meetingId', '=', meetingId).orderBy('broughtAt').orderBy('id').execute()
}

/** False where it was there before. */
export async function insertSoundFile(tx: Db, row: Omit<SoundFile, 'problem'>): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('meetings.soundFile')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

export async function changeSoundFile(
  tx: Db,
  id: string,
  change: { state?: FileState; problem?: string | null; leasedUntil?: Date | null },
): Promise<void> {
  await tx.updateTable('meetings.soundFile').set(change).where('id', '=', id).execute()
}

/** The file that waits longest and that nobody cuts, taken until then. */
export async function claimSoundFile(tx: Db, now: Date, until: Date): Promise<SoundFile | undefined> {
  const found = await files(tx)
    .where('state', '=', 'waiting')
    .where((eb) => eb.or([eb('leasedUntil', 'is', null), eb('leasedUntil', '<', now)]))
    .orderBy(sql`coalesce(leased_until, brought_at)`)
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
  if (found) await changeSoundFile(tx, found.id, { leasedUntil: until })
  return found
}

/** Not sent to their end, and begun before then. */
export async function listForgotten(tx: Db, before: Date): Promise<SoundFile[]> {
  return files(tx).where('state', '=', 'sending').where('broughtAt', '<', before).limit(100).execute()
}

export async function insertPiece(tx: Db, fileId: string, number: number, sha256: string): Promise<void> {
  await tx.insertInto('meetings.soundPiece').values({ fileId, number, sha256 }).execute()
}

/** Those that have come, in their order. */
export async function listPieces(tx: Db, fileId: string): Promise<{ number: number; sha256: string }[]> {
  return tx
    .selectFrom('meetings.soundPiece')
    .select(['number', 'sha256'])
    .where('fileId', '=', fileId)
    .orderBy('number')
    .execute()
}

export async function deletePieces(tx: Db, fileId: string): Promise<void> {
  await tx.deleteFrom('meetings.soundPiece').where('fileId', '=', fileId).execute()
}

/** How much of a file is cut, and how loud it is. */
export async function measureCut(tx: Db, id: string): Promise<{ lengthMs: number; peak: number }> {
  return tx
    .selectFrom('meetings.chunk')
    .select([sql<number>`coalesce(sum(length_ms), 0)::float8`.as('lengthMs')])
    .select([sql<number>`coalesce(max(peak), 0)::float8`.as('peak')])
    .where('recordingId', '=', id)
    .executeTakeFirstOrThrow()
}
