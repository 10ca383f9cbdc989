/** All SQL on who was there, and on the roll call. */
import { type Insertable, type Selectable, sql } from 'kysely'
import type { Tx } from '#server/platform/database/database.ts'
import type { MeetingsMark, MeetingsRoll } from '#server/platform/schema.gen.ts'
import type { Presence, Source } from './timeline.ts'

type Db = Tx<'meetings'>

export type Mark = Omit<Selectable<MeetingsMark>, 'state' | 'source'> & { state: Presence; source: Source }
export type Roll = Selectable<MeetingsRoll>

export async function insertMark(tx: Db, row: Insertable<MeetingsMark>): Promise<void> {
  await tx.insertInto('meetings.mark').values(row).execute()
}

/** In the order in which they were said. */
export async function listMarks(tx: Db, meetingId: string): Promise<Mark[]> {
  return tx
    .selectFrom('meetings.mark')
    .selectAll()
    .where('meetingId', '=', meetingId)
    .orderBy('at')
    .orderBy('id')
    .$castTo<Mark>()
    .execute()
}

export async function findRoll(tx: Db, meetingId: string): Promise<Roll | undefined> {
  return tx.selectFrom('meetings.roll').selectAll().where('meetingId', '=', meetingId).executeTakeFirst()
}

export async function putRoll(tx: Db, row: Roll): Promise<void> {
  const { meetingId, ...made } = row
  await tx
    .insertInto('meetings.roll')
    .values(row)
    .onConflict((conflict) => conflict.column('meetingId').doUpdateSet(made))
    .execute()
}

/** Counts one more try and answers how many there were; those before `since` have rested. */
export async function countTry(
  tx: Db,
  { meetingId, accountId, now, since }: { meetingId: string; accountId: string; now: Date; since: Date },
): Promise<number> {
  const { rows } = await sql<{ tries: number }>`
    insert into meetings.roll_try as t (meeting_id, account_id, tries, last_at)
    values (${meetingId}::uuid, ${accountId}::uuid, 1, ${now}::timestamptz)
    on conflict (meeting_id, account_id) do update
       set tries = case when t.last_at < ${since}::timestamptz then 1 else t.tries + 1 end, last_at = ${now}::timestamptz
    returning tries`.execute(tx)
  return rows[0]?.tries ?? 1
}

/** What of each of these changes while it runs, as one word. */
export async function listLiveMarks(
  tx: Db,
  meetingIds: readonly string[],
): Promise<{ id: string; mark: string }[]> {
  const { rows } = await sql<{ id: string; mark: string }>`
    select m.id, concat_ws(' ', m.state, m.sequence, m.strangers, m.document_id, m.minutes_id,
             (select concat(count(*), '-', max(k.at)) from meetings.mark k where k.meeting_id = m.id),
             (select concat(count(*), '-', count(p.substitute_id), '-', count(p.removed_at)) from meetings.person p where p.meeting_id = m.id),
             (select string_agg(concat(i.position, i.started_at, i.ended_at, i.title), ' ' order by i.position) from meetings.item i where i.meeting_id = m.id),
             (select concat(count(*), '-', max(s.decided_at)) from meetings.sentence s where s.meeting_id = m.id),
             (select concat(count(*), '-', sum(g.version)) from meetings.segment g where g.meeting_id = m.id),
             (select string_agg(concat(r.ended_at, r.chunks, r.given_up_at), ' ' order by r.begun_at, r.id) from meetings.recording r where r.meeting_id = m.id)) as mark
      from meetings.meeting m where m.id = any (${meetingIds}::uuid[])`.execute(tx)
  return rows
}
