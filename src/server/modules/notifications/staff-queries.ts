/** All SQL on what staff accounts are told. */
import { sql } from 'kysely'
import type { Tx } from '#server/platform/database/database.ts'

export interface StaffNotice {
  id: string
  kind: string
  agencyId: string
  path: string
  data: Record<string, unknown>
  createdAt: Date
  readAt: Date | null
}

type New = Omit<StaffNotice, 'createdAt' | 'readAt'> & { key: string; accountId: string }

/** Stores notices made at one time and returns the new ones: one whose fact was told before stays as it is. */
export async function insertStaffNotices(
  tx: Tx<'notifications'>,
  notices: readonly New[],
  createdAt: Date,
): Promise<Pick<New, 'accountId' | 'agencyId' | 'kind'>[]> {
  const { rows } = await sql<Pick<New, 'accountId' | 'agencyId' | 'kind'>>`
    insert into notifications.staff_notice (id, key, account_id, agency_id, kind, path, data, created_at)
    select id, key, "accountId", "agencyId", kind, path, data, ${createdAt}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(notices)}::jsonb)
        as given(id uuid, key text, "accountId" uuid, "agencyId" text, kind text, path text, data jsonb)
     on conflict (key) do nothing
     returning account_id, agency_id, kind`.execute(tx)
  return rows
}

/** Newest first. */
export async function listStaffNoticesOf(
  tx: Tx<'notifications'>,
  accountId: string,
  limit: number,
): Promise<StaffNotice[]> {
  return tx
    .selectFrom('notifications.staffNotice')
    .select(['id', 'kind', 'agencyId', 'path', 'createdAt', 'readAt'])
    .select(sql<Record<string, unknown>>`data`.as('data'))
    .where('accountId', '=', accountId)
    .orderBy('createdAt', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
}

/** How many are unread, counted no further than `most`. */
export async function countUnreadStaffOf(
  tx: Tx<'notifications'>,
  accountId: string,
  most: number,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from (
      select from notifications.staff_notice where account_id = ${accountId} and read_at is null limit ${most}) unread`.execute(
    tx,
  )
  return rows[0]?.count ?? 0
}

/** Marks as read what is not yet, all of it or one notice. */
export async function markStaffRead(
  tx: Tx<'notifications'>,
  accountId: string,
  now: Date,
  id?: string,
): Promise<void> {
  let query = tx
    .updateTable('notifications.staffNotice')
    .set({ readAt: now })
    .where('accountId', '=', accountId)
    .where('readAt', 'is', null)
  if (id !== undefined) query = query.where('id', '=', id)
  await query.execute()
}

export async function findStaffNoticePath(
  tx: Tx<'notifications'>,
  accountId: string,
  id: string,
): Promise<{ path: string; agencyId: string } | undefined> {
  return tx
    .selectFrom('notifications.staffNotice')
    .select(['path', 'agencyId'])
    .where('accountId', '=', accountId)
    .where('id', '=', id)
    .executeTakeFirst()
}

export async function deleteStaffNotices(tx: Tx<'notifications'>, before: Date): Promise<void> {
  await tx.deleteFrom('notifications.staffNotice').where('createdAt', '<', before).execute()
}
