/** All SQL on who may listen, who did, where a recording has sound, and until when it is kept. */
import { sql } from 'kysely'
import type { Tx } from '#server/platform/database/database.ts'

type Db = Tx<'meetings'>

export interface Listener {
  id: string
  accountId: string
  name: string
  allowedAt: Date
}

/** Whom who presides lets listen, the first one first. */
export async function listListeners(tx: Db, meetingId: string): Promise<Listener[]> {
  return tx
    .selectFrom('meetings.listener')
    .select(['id', 'accountId', 'name', 'allowedAt'])
    .where('meetingId', '=', meetingId)
    .where('endedAt', 'is', null)
    .orderBy('allowedAt')
    .orderBy('id')
    .execute()
}

export async function isListener(tx: Db, meetingId: string, accountId: string): Promise<boolean> {
  const found = await tx
    .selectFrom('meetings.listener')
    .select('id')
    .where('meetingId', '=', meetingId)
    .where('accountId', '=', accountId)
    .where('endedAt', 'is', null)
    .executeTakeFirst()
  return found !== undefined
}

/** False where they may already. */
export async function insertListener(
  tx: Db,
  row: Listener & { meetingId: string; allowedBy: string },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('meetings.listener')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['meetingId', 'accountId']).where('endedAt', 'is', null).doNothing(),
    )
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

/** False where there is none such that stands. */
export async function endListener(
  tx: Db,
  meetingId: string,
  id: string,
  end: { endedBy: string; endedAt: Date },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('meetings.listener')
    .set(end)
    .where('id', '=', id)
    .where('meetingId', '=', meetingId)
    .where('endedAt', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

interface Listening {
  recordingId: string
  accountId: string
  minute: number
  hour: Date
  name: string
  startsMs: number
  at: Date
}

/** False where that minute was heard by them in that hour before. */
export async function insertListening(tx: Db, row: Listening): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('meetings.listening')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

export interface Stretch {
  recordingId: string
  name: string
  at: Date
  fromMs: number
  /** Where the last minute of it begins. */
  lastMs: number
}

/** Who heard what, the latest first: minutes that follow each other within an hour are one stretch. */
export async function listHeard(tx: Db, meetingId: string, most: number): Promise<Stretch[]> {
  const { rows } = await sql<Stretch>`
    select recording_id as "recordingId", max(name) as name, min(at) as at, min(starts_ms) as "fromMs", max(starts_ms) as "lastMs"
      from (select l.*, l.minute - row_number() over (partition by l.recording_id, l.account_id, l.hour order by l.minute) as run
              from meetings.listening l join meetings.recording r on r.id = l.recording_id
             where r.meeting_id = ${meetingId}::uuid) heard
     group by recording_id, account_id, hour, run
     order by min(at) desc, recording_id, min(starts_ms)
     limit ${most}::integer`.execute(tx)
  return rows
}

/** Where there is sound: a chunk and its time in the recording. */
export interface Place {
  number: number
  startsMs: number
  lengthMs: number
  isDamaged: boolean
}

/** As they are to be heard, one after the other. */
export async function listPlaces(tx: Db, recordingId: string, most: number): Promise<Place[]> {
  return tx
    .selectFrom('meetings.chunk')
    .select(['number', 'startsMs', 'lengthMs', 'isDamaged'])
    .where('recordingId', '=', recordingId)
    .orderBy('startsMs')
    .orderBy('number')
    .limit(most)
    .execute()
}

interface Kept {
  warnedAt: Date | null
  goesAfter: string | null
  releasedAt: Date | null
  chunks: number | null
}

export async function findKeeping(tx: Db, meetingId: string): Promise<Kept | undefined> {
  return tx
    .selectFrom('meetings.keeping')
    .select(['warnedAt', 'releasedAt', 'chunks', sql<string | null>`goes_after::text`.as('goesAfter')])
    .where('meetingId', '=', meetingId)
    .executeTakeFirst()
}

/** That its end was told, and for when; or that it is told no more. */
export async function saveWarning(
  tx: Db,
  meetingId: string,
  warning: Pick<Kept, 'warnedAt' | 'goesAfter'>,
): Promise<void> {
  await tx
    .insertInto('meetings.keeping')
    .values({ meetingId, ...warning })
    .onConflict((conflict) => conflict.column('meetingId').doUpdateSet(warning))
    .execute()
}

export async function saveRelease(
  tx: Db,
  meetingId: string,
  release: { releasedAt: Date; chunks: number },
): Promise<void> {
  await tx.updateTable('meetings.keeping').set(release).where('meetingId', '=', meetingId).execute()
}

/** Meetings with a notice whose sound was not let go yet, from after one on. */
export async function listWithSound(
  tx: Db,
  after: string | undefined,
  limit: number,
): Promise<{ id: string }[]> {
  const { rows } = await sql<{ id: string }>`
    select m.id from meetings.meeting m
     where m.state = 'closed' and m.document_id is not null ${after ? sql`and m.id > ${after}::uuid` : sql``}
       and exists (select from meetings.recording r where r.meeting_id = m.id)
       and not exists (select from meetings.keeping k where k.meeting_id = m.id and k.released_at is not null)
     order by m.id limit ${limit}::integer`.execute(tx)
  return rows
}

export async function listFilesOf(
  tx: Db,
  meetingId: string,
): Promise<{ recordingId: string; number: number; sha256: string }[]> {
  return tx
    .selectFrom('meetings.chunk as c')
    .innerJoin('meetings.recording as r', 'r.id', 'c.recordingId')
    .select(['c.recordingId', 'c.number', 'c.sha256'])
    .where('r.meetingId', '=', meetingId)
    .orderBy('c.recordingId')
    .orderBy('c.number')
    .execute()
}
