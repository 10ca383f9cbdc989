import { sql } from 'kysely'
import type { Tx } from '#server/platform/database.ts'

export interface Notice {
  id: string
  kind: string
  dossierId: string | null
  data: Record<string, unknown>
  createdAt: Date
  readAt: Date | null
}

/** False when this fact was told before. */
export async function insertNotice(
  tx: Tx<'notifications'>,
  notice: Omit<Notice, 'readAt' | 'data'> & { key: string; personId: string; data: string },
): Promise<boolean> {
  const result = await tx
    .insertInto('notifications.notice')
    .values(notice)
    .onConflict((conflict) => conflict.column('key').doNothing())
    .executeTakeFirst()
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n
}

export async function listNoticesOf(
  tx: Tx<'notifications'>,
  personId: string,
  limit: number,
): Promise<Notice[]> {
  return tx
    .selectFrom('notifications.notice')
    .select(['id', 'kind', 'dossierId', 'createdAt', 'readAt'])
    .select(sql<Record<string, unknown>>`data`.as('data'))
    .where('personId', '=', personId)
    .orderBy('createdAt', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
}

export async function countUnreadOf(tx: Tx<'notifications'>, personId: string): Promise<number> {
  const { count } = await tx
    .selectFrom('notifications.notice')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('personId', '=', personId)
    .where('readAt', 'is', null)
    .executeTakeFirstOrThrow()
  return count
}

/** Marks as read what is not yet; all of it, or one notice. */
export async function markRead(
  tx: Tx<'notifications'>,
  personId: string,
  now: Date,
  id?: string,
): Promise<void> {
  let query = tx
    .updateTable('notifications.notice')
    .set({ readAt: now })
    .where('personId', '=', personId)
    .where('readAt', 'is', null)
  if (id !== undefined) query = query.where('id', '=', id)
  await query.execute()
}

export async function deleteNotices(tx: Tx<'notifications'>, before: Date): Promise<void> {
  await tx.deleteFrom('notifications.notice').where('createdAt', '<', before).execute()
}
