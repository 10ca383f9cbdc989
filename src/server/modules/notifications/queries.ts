import { sql } from 'kysely'
import type { Tx } from '#server/platform/database/database.ts'

export interface Notice {
  id: string
  kind: string
  dossierId: string | null
  data: Record<string, unknown>
  createdAt: Date
  readAt: Date | null
}

/** Stores notices made at one time and returns how many are new: one whose fact was told before stays as it is. */
export async function insertNotices(
  tx: Tx<'notifications'>,
  notices: (Omit<Notice, 'createdAt' | 'readAt'> & { key: string; personId: string })[],
  createdAt: Date,
): Promise<number> {
  const { numAffectedRows = 0n } = await sql`
    insert into notifications.notice (id, key, person_id, kind, dossier_id, data, created_at)
    select id, key, "personId", kind, "dossierId", data, ${createdAt}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(notices)}::jsonb)
        as given(id uuid, key text, "personId" uuid, kind text, "dossierId" uuid, data jsonb)
     on conflict (key) do nothing`.execute(tx)
  return Number(numAffectedRows)
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
