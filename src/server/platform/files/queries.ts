import { sql } from 'kysely'
import type { Tx } from '../database/database.ts'

export interface FileRow {
  sha256: string
  size: number
  mediaType: string
}

/** Storing and collecting the same bytes take turns until the transaction ends. */
export async function lockFile(tx: Tx<'platform'>, sha256: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${sha256}, 1))`.execute(tx)
}

/** Stored now, also when it was stored before: its day of grace begins anew. */
export async function upsertFile(tx: Tx<'platform'>, file: FileRow): Promise<void> {
  await tx
    .insertInto('platform.file')
    .values(file)
    .onConflict((conflict) => conflict.column('sha256').doUpdateSet({ storedAt: sql`now()` }))
    .execute()
}

export async function findFile(tx: Tx<'platform'>, sha256: string): Promise<FileRow | undefined> {
  return tx
    .selectFrom('platform.file')
    .select(['sha256', 'size', 'mediaType'])
    .where('sha256', '=', sha256)
    .executeTakeFirst()
}

/** Locks the file's row against collection until the transaction ends, if there is one. */
export async function lockExistingFile(tx: Tx<'platform'>, sha256: string): Promise<boolean> {
  const row = await tx
    .selectFrom('platform.file')
    .select('sha256')
    .where('sha256', '=', sha256)
    .forKeyShare()
    .executeTakeFirst()
  return row !== undefined
}

export async function insertFileUse(tx: Tx<'platform'>, sha256: string, usedBy: string): Promise<void> {
  await tx
    .insertInto('platform.fileUse')
    .values({ sha256, usedBy })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export async function isHeldFor(tx: Tx<'platform'>, sha256: string, usedBy: string): Promise<boolean> {
  const held = await tx
    .selectFrom('platform.fileUse')
    .select('sha256')
    .where('sha256', '=', sha256)
    .where('usedBy', '=', usedBy)
    .executeTakeFirst()
  return held !== undefined
}

/** Locks the rows of these files against collection, in one order for everyone, and holds those that exist. */
export async function holdFiles(
  tx: Tx<'platform'>,
  sha256s: readonly string[],
  usedBy: string,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    with locked as (
      select sha256 from platform.file where sha256 = any (${sha256s}::text[]) order by sha256 for key share
    ), used as (
      insert into platform.file_use (sha256, used_by) select sha256, ${usedBy}::text from locked on conflict do nothing
    )
    select count(*)::int as count from locked`.execute(tx)
  return rows[0]?.count ?? 0
}

export async function deleteFileUse(tx: Tx<'platform'>, sha256: string, usedBy: string): Promise<void> {
  await tx.deleteFrom('platform.fileUse').where('sha256', '=', sha256).where('usedBy', '=', usedBy).execute()
}

/** Whether a backup is being made, which may still be about to copy what is unused by now. */
export async function isBackupRunning(tx: Tx<'platform'>): Promise<boolean> {
  const row = await tx
    .selectFrom('platform.backup')
    .select('place')
    .where('busyUntil', '>', sql<Date>`now()`)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Which of these names have a row. */
export async function listKnown(tx: Tx<'platform'>, names: readonly string[]): Promise<string[]> {
  if (names.length === 0) return []
  const rows = await tx.selectFrom('platform.file').select('sha256').where('sha256', 'in', names).execute()
  return rows.map(({ sha256 }) => sha256)
}

/** Files nobody needs, stored before that time. */
export async function listUnused(tx: Tx<'platform'>, before: Date, limit: number): Promise<string[]> {
  const rows = await tx
    .selectFrom('platform.file as file')
    .select('sha256')
    .where('storedAt', '<', before)
    .where((where) =>
      where.not(
        where.exists(where.selectFrom('platform.fileUse as use').whereRef('use.sha256', '=', 'file.sha256')),
      ),
    )
    .limit(limit)
    .execute()
  return rows.map(({ sha256 }) => sha256)
}

/** Deletes the row if the file is still old and unused. */
export async function deleteUnused(tx: Tx<'platform'>, sha256: string, before: Date): Promise<boolean> {
  // Waits for whoever is just beginning to use the file, then looks again.
  await tx.selectFrom('platform.file').select('sha256').where('sha256', '=', sha256).forUpdate().execute()
  const result = await tx
    .deleteFrom('platform.file')
    .where('sha256', '=', sha256)
    .where('storedAt', '<', before)
    .where((where) =>
      where.not(
        where.exists(
          where.selectFrom('platform.fileUse as use').select('use.usedBy').where('use.sha256', '=', sha256),
        ),
      ),
    )
    .executeTakeFirst()
  return result.numDeletedRows > 0n
}

export interface UploadRow {
  id: string
  ownerId: string
  name: string
  size: number
  received: number
  sha256: string | null
  refusal: string | null
  expiresAt: Date
}

/** One decision at a time about how much an owner may send. */
export async function lockOwner(tx: Tx<'platform'>, ownerId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${ownerId}, 2))`.execute(tx)
}

/** What an owner's uploads of the last day amount to. */
export async function sumUploads(
  tx: Tx<'platform'>,
  ownerId: string,
  now: Date,
): Promise<{ open: number; openBytes: number; bytes: number }> {
  const open = sql<boolean>`sha256 is null and refusal is null`
  const dayAgo = new Date(now.getTime() - 24 * 60 * 60 * 1000)
  return tx
    .selectFrom('platform.upload')
    .select([
      sql<number>`count(*) filter (where ${open})`.as('open'),
      sql<number>`coalesce(sum(size) filter (where ${open}), 0)::bigint`.as('openBytes'),
      sql<number>`coalesce(sum(size) filter (where refusal is null and created_at > ${dayAgo}), 0)::bigint`.as(
        'bytes',
      ),
    ])
    .where('ownerId', '=', ownerId)
    .where('expiresAt', '>', now)
    .executeTakeFirstOrThrow()
}

export async function insertUpload(tx: Tx<'platform'>, upload: Omit<UploadRow, 'refusal'>): Promise<void> {
  await tx.insertInto('platform.upload').values(upload).execute()
}

export async function findUpload(
  tx: Tx<'platform'>,
  ownerId: string,
  id: string,
  now: Date,
): Promise<UploadRow | undefined> {
  return tx
    .selectFrom('platform.upload')
    .select(['id', 'ownerId', 'name', 'size', 'received', 'sha256', 'refusal', 'expiresAt'])
    .where('id', '=', id)
    .where('ownerId', '=', ownerId)
    .where('expiresAt', '>', now)
    .executeTakeFirst()
}

/** The finished uploads among these that are this owner's. */
export async function listFinished(
  tx: Tx<'platform'>,
  ownerId: string,
  ids: readonly string[],
  now: Date,
): Promise<(FileRow & { id: string; name: string })[]> {
  if (ids.length === 0) return []
  return tx
    .selectFrom('platform.upload as upload')
    .innerJoin('platform.file as file', 'file.sha256', 'upload.sha256')
    .select(['upload.id', 'upload.name', 'file.sha256', 'file.size', 'file.mediaType'])
    .where('upload.ownerId', '=', ownerId)
    .where('upload.id', 'in', ids)
    .where('upload.expiresAt', '>', now)
    .execute()
}

export async function extendUpload(
  tx: Tx<'platform'>,
  ownerId: string,
  id: string,
  until: Date,
): Promise<void> {
  await tx
    .updateTable('platform.upload')
    .set({ expiresAt: until })
    .where('id', '=', id)
    .where('ownerId', '=', ownerId)
    .execute()
}

/** Moves `received` from exactly `from` to `to`. False when another part got there first. */
export async function advanceUpload(
  tx: Tx<'platform'>,
  id: string,
  from: number,
  to: number,
): Promise<boolean> {
  const result = await tx
    .updateTable('platform.upload')
    .set({ received: to })
    .where('id', '=', id)
    .where('received', '=', from)
    .where('sha256', 'is', null)
    .where('refusal', 'is', null)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

export async function endUpload(
  tx: Tx<'platform'>,
  id: string,
  end: { sha256: string } | { refusal: string },
): Promise<void> {
  await tx.updateTable('platform.upload').set(end).where('id', '=', id).execute()
}

/** Removes uploads past their day, together with their hold on the files that came of them. */
export async function deleteExpiredUploads(tx: Tx<'platform'>, now: Date): Promise<string[]> {
  const rows = await tx.deleteFrom('platform.upload').where('expiresAt', '<=', now).returning('id').execute()
  const ids = rows.map(({ id }) => id)
  if (ids.length > 0) {
    const uses = ids.map((id) => `platform.upload:${id}`)
    await tx.deleteFrom('platform.fileUse').where('usedBy', 'in', uses).execute()
  }
  return ids
}
