/** All SQL on how far recordings are heard. */
import { sql } from 'kysely'
import type { Tx } from '#server/platform/database/database.ts'
import type { Chunk } from '../recording/queries.ts'

type Db = Tx<'meetings'>

export type HearingPass = 'caption' | 'second'

export interface Hearing {
  recordingId: string
  meetingId: string
  pass: HearingPass
  /** Whose microphone it is, where it is one person's. */
  personId: string | null
  /** Where the next window begins. */
  heardMs: number
  /** Until a chunk of this number is here there is nothing new. */
  nextChunk: number
  failures: number
  /** Nothing will come any more: all is here, what is missing was given up, or the sound was let go. */
  isSettled: boolean
  isReleased: boolean
  /** What is here of it came a while ago, and nothing since. */
  isQuiet: boolean
}

/** A recorder that was silent for so long may not come back: what it left open is heard as it is. */
const quietFor = sql`interval '60 seconds'`
/** What was taken earlier is no caption any more. */
const freshFor = sql`interval '60 seconds'`

const isReleased = sql`exists (select from meetings.keeping k where k.meeting_id = r.meeting_id and k.released_at is not null)`
const isSettled = sql`(r.given_up_at is not null or ${isReleased}
  or r.chunks <= (select count(*) from meetings.chunk c where c.recording_id = r.id))`
const isQuiet = sql`coalesce((select max(c.taken_at) from meetings.chunk c where c.recording_id = r.id and c.number < h.next_chunk
  and c.starts_ms + c.length_ms > h.heard_ms) < now() - ${quietFor}, false)`
/** Recordings of which something can be heard by the better pass. A file that is still being cut waits; of a closed meeting nothing is heard. */
const hasWork = sql`h.ended_at is null and h.pass = 'second' and m.secrecy <> 'closed'
  and not exists (select from meetings.sound_file f where f.id = r.id and f.state = 'waiting')
  and (exists (select from meetings.chunk c where c.recording_id = r.id and c.number = h.next_chunk)
       or ${isSettled}
       or ${isQuiet})`
/** Of a meeting that runs, the chunk that came last and that nobody has heard. */
const hasCaption = sql`h.ended_at is null and h.pass = 'caption' and m.secrecy <> 'closed' and m.state = 'running' and not ${isReleased}
  and exists (select from meetings.chunk c where c.recording_id = r.id and c.number >= h.next_chunk and c.taken_at > now() - ${freshFor})`
const joined = sql`meetings.hearing h join meetings.recording r on r.id = h.recording_id join meetings.meeting m on m.id = r.meeting_id`

/** What has waited longest, taken until then under the name `lease`. */
export async function claimHearing(
  tx: Db,
  pass: HearingPass,
  { now, lease, until }: { now: Date; lease: string; until: Date },
): Promise<Hearing | undefined> {
  const { rows } = await sql<Hearing>`
    with chosen as (
      select h.recording_id, h.pass, r.meeting_id, r.person_id, ${isSettled} as is_settled, ${isReleased} as is_released, ${isQuiet} as is_quiet
        from ${joined}
       where ${pass === 'second' ? hasWork : hasCaption} and (h.leased_until is null or h.leased_until < ${now}::timestamptz)
       order by h.moved_at limit 1 for update of h skip locked)
    update meetings.hearing h set lease = ${lease}::uuid, leased_until = ${until}::timestamptz
      from chosen where h.recording_id = chosen.recording_id and h.pass = chosen.pass
    returning h.recording_id, h.pass, chosen.meeting_id, chosen.person_id, h.heard_ms, h.next_chunk, h.failures,
              chosen.is_settled, chosen.is_released, chosen.is_quiet`.execute(tx)
  return rows[0]
}

/** Whether it is still held under that name; locked until the end of the work. */
export async function lockHeld(tx: Db, { recordingId, pass }: Hearing, lease: string): Promise<boolean> {
  const { rows } = await sql`
    select from ${joined}
     where h.recording_id = ${recordingId}::uuid and h.pass = ${pass} and h.lease = ${lease}::uuid and m.secrecy <> 'closed'
       for update of h`.execute(tx)
  return rows.length > 0
}

export interface HearingChange {
  heardMs?: number
  nextChunk?: number
  failures?: number
  unheardMs?: number
  lease?: string | null
  leasedUntil?: Date | null
  movedAt?: Date
}

/** Only while it is held under that name. */
export async function changeHeld(
  tx: Db,
  { recordingId, pass }: Hearing,
  lease: string,
  { unheardMs, ...change }: HearingChange,
): Promise<void> {
  await tx
    .updateTable('meetings.hearing')
    .set({ ...change, ...(unheardMs ? { unheardMs: sql<number>`unheard_ms + ${unheardMs}` } : {}) })
    .where('recordingId', '=', recordingId)
    .where('pass', '=', pass)
    .where('lease', '=', lease)
    .execute()
}

/** All of it was heard, or never will be; of captions nothing more comes either. */
export async function endHearing(
  tx: Db,
  { recordingId }: Hearing,
  lease: string,
  endedAt: Date,
): Promise<void> {
  await sql`
    update meetings.hearing set ended_at = ${endedAt}::timestamptz, lease = null, leased_until = null
     where recording_id = ${recordingId}::uuid
       and exists (select from meetings.hearing h where h.recording_id = ${recordingId}::uuid and h.pass = 'second' and h.lease = ${lease}::uuid)`.execute(
    tx,
  )
}

export type TakenChunk = Pick<Chunk, 'number' | 'sha256' | 'size' | 'startsMs' | 'lengthMs'> & {
  takenAt: Date
}

/** What is to be heard from a millisecond on, in its order, so many; each that is here, whatever is missing between. */
export async function listChunksFrom(
  tx: Db,
  recordingId: string,
  fromMs: number,
  most: number,
): Promise<TakenChunk[]> {
  return tx
    .selectFrom('meetings.chunk')
    .select(['number', 'sha256', 'startsMs', 'lengthMs', 'takenAt'])
    .select(sql<number>`size::int`.as('size'))
    .where('recordingId', '=', recordingId)
    .where(sql<boolean>`starts_ms + length_ms > ${fromMs}::integer`)
    .orderBy('startsMs')
    .orderBy('number')
    .limit(most)
    .execute()
}

/** The last chunk that came lately and has no caption. */
export async function findFresh(tx: Db, recordingId: string): Promise<TakenChunk | undefined> {
  return tx
    .selectFrom('meetings.chunk as c')
    .innerJoin('meetings.hearing as h', 'h.recordingId', 'c.recordingId')
    .select(['c.number', 'c.sha256', 'c.startsMs', 'c.lengthMs', 'c.takenAt'])
    .select(sql<number>`c.size::int`.as('size'))
    .where('h.pass', '=', 'caption')
    .where('c.recordingId', '=', recordingId)
    .where(sql<boolean>`c.number >= h.next_chunk`)
    .where(sql<boolean>`c.taken_at > now() - ${freshFor}`)
    .orderBy('c.number')
    .limit(1)
    .executeTakeFirst()
}

/** Names that may be spoken: who is invited, their posts, what is on the agenda. */
export async function listTerms(tx: Db, meetingId: string, most: number): Promise<string[]> {
  const { rows } = await sql<{ term: string }>`
    select distinct term from (
      select unnest(array[name, post]) as term from meetings.person where meeting_id = ${meetingId}::uuid
      union all select title from meetings.item where meeting_id = ${meetingId}::uuid) t
     where term <> '' order by term limit ${most}::integer`.execute(tx)
  return rows.map(({ term }) => term)
}

export interface Progress {
  recordings: number
  /** Milliseconds that are here, heard, and passed over. */
  takenMs: number
  heardMs: number
  unheardMs: number
}

/** How far what was recorded of a meeting is heard. */
export async function measureProgress(tx: Db, meetingId: string): Promise<Progress> {
  const { rows } = await sql<Progress>`
    select count(*)::int as recordings, coalesce(sum(c.taken), 0)::float8 as "takenMs",
           coalesce(sum(case when h.ended_at is null then least(h.heard_ms, c.taken) else c.taken end), 0)::float8 as "heardMs",
           coalesce(sum(h.unheard_ms), 0)::float8 as "unheardMs"
      from meetings.recording r join meetings.hearing h on h.recording_id = r.id and h.pass = 'second'
      cross join lateral (select coalesce(max(starts_ms + length_ms), 0) as taken from meetings.chunk c where c.recording_id = r.id) c
     where r.meeting_id = ${meetingId}::uuid`.execute(tx)
  return rows[0] as Progress
}

/** How many recordings wait to be heard, and since when the one that waits longest has not moved. */
export async function measureWaiting(tx: Db): Promise<{ count: number; since: Date | null }> {
  const { rows } = await sql<{ count: number; since: Date | null }>`
    select count(*)::int as count,
           min(greatest(h.moved_at, (select min(c.taken_at) from meetings.chunk c
                                      where c.recording_id = r.id and c.starts_ms + c.length_ms > h.heard_ms))) as since
      from ${joined} where ${hasWork}`.execute(tx)
  return { count: rows[0]?.count ?? 0, since: rows[0]?.since ? new Date(rows[0].since) : null }
}

/** Whether any window could be heard now. */
export async function isAnythingToHear(tx: Db): Promise<boolean> {
  const { rows } = await sql`
    select from ${joined}
     where (h.leased_until is null or h.leased_until < now()) and ((${hasWork}) or (${hasCaption})) limit 1`.execute(
    tx,
  )
  return rows.length > 0
}
