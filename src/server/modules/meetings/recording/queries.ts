/** All SQL on recordings and their chunks. */
import { sql } from 'kysely'
import type { Tx } from '#server/platform/database/database.ts'
import type { Track } from './model.ts'

type Db = Tx<'meetings'>

export interface Recording {
  id: string
  meetingId: string
  track: Track
  personId: string | null
  begunBy: string
  begunAt: Date
  /** When it was said to be over, or its meeting was closed. */
  endedAt: Date | null
  isSaidOver: boolean
  /** As the machine that recorded says. */
  chunks: number | null
  announced: number
  machine: string
  givenUpAt: Date | null
  givenUpReason: string | null
  /** When the sound of its meeting was let go. */
  releasedAt: Date | null
}

export interface Chunk {
  number: number
  sha256: string
  size: number
  mediaType: string
  startsMs: number
  lengthMs: number
  peak: number
  isDamaged: boolean
}

/** With its meeting ends what is recorded of it, whether or not its machine knows. */
const over = sql<Date | null>`coalesce(r.ended_at, (select m.closed_at from meetings.meeting m where m.id = r.meeting_id))`

const released = sql<Date | null>`(select k.released_at from meetings.keeping k where k.meeting_id = r.meeting_id)`

const isSaidOver = sql<boolean>`r.ended_at is not null`

const recordings = (tx: Db) =>
  tx
    .selectFrom('meetings.recording as r')
    .select(['r.id', 'r.meetingId', 'r.personId', 'r.begunBy', 'r.begunAt', 'r.chunks', 'r.announced'])
    .select(['r.machine', 'r.givenUpAt', 'r.givenUpReason'])
    .select([sql<Track>`r.track`.as('track'), over.as('endedAt'), isSaidOver.as('isSaidOver')])
    .select(released.as('releasedAt'))

export async function findRecording(tx: Db, id: string): Promise<Recording | undefined> {
  return recordings(tx).where('r.id', '=', id).executeTakeFirst()
}

/** For whoever adds to it: works on one recording take one after another. */
export async function lockRecording(tx: Db, id: string): Promise<Recording | undefined> {
  return recordings(tx).where('r.id', '=', id).forUpdate('r').executeTakeFirst()
}

/** How many other tracks of their own an account has begun in a meeting; of those begun at once each counts the one before. */
export async function countTracksOf(
  tx: Db,
  meetingId: string,
  accountId: string,
  besides: string,
): Promise<number> {
  const key = `meetings.recording ${meetingId} ${accountId}`
  await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`.execute(tx)
  const { count } = await tx
    .selectFrom('meetings.recording')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('meetingId', '=', meetingId)
    .where('begunBy', '=', accountId)
    .where('track', '=', 'person')
    .where('id', '<>', besides)
    .executeTakeFirstOrThrow()
  return count
}

/** The same of all that was recorded of a meeting, in one order for everyone. */
export async function lockRecordingsOf(tx: Db, meetingId: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('meetings.recording')
    .select('id')
    .where('meetingId', '=', meetingId)
    .orderBy('id')
    .forUpdate()
    .execute()
  return rows.map(({ id }) => id)
}

/** False where it was there before. */
export async function insertRecording(
  tx: Db,
  recording: Pick<Recording, 'id' | 'meetingId' | 'track' | 'personId' | 'begunBy' | 'begunAt' | 'machine'>,
): Promise<boolean> {
  const row = await tx
    .insertInto('meetings.recording')
    .values(recording)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

export async function changeRecording(
  tx: Db,
  id: string,
  change: Partial<Pick<Recording, 'endedAt' | 'chunks' | 'announced' | 'givenUpAt' | 'givenUpReason'>> & {
    givenUpBy?: string
  },
): Promise<void> {
  await tx.updateTable('meetings.recording').set(change).where('id', '=', id).execute()
}

const columns = ['number', 'sha256', 'mediaType', 'startsMs', 'lengthMs', 'peak', 'isDamaged'] as const

export async function findChunk(tx: Db, recordingId: string, number: number): Promise<Chunk | undefined> {
  return tx
    .selectFrom('meetings.chunk')
    .select(columns)
    .select(sql<number>`size::int`.as('size'))
    .where('recordingId', '=', recordingId)
    .where('number', '=', number)
    .executeTakeFirst()
}

/** The highest number that is here; -1 where none is. */
export async function findLastNumber(tx: Db, recordingId: string): Promise<number> {
  const row = await tx
    .selectFrom('meetings.chunk')
    .select(({ fn }) => fn.max('number').as('last'))
    .where('recordingId', '=', recordingId)
    .executeTakeFirst()
  return row?.last ?? -1
}

/** Of these numbers, or from one number on so many. */
export async function listChunks(
  tx: Db,
  recordingId: string,
  { from, most }: { from: number; most: number },
): Promise<Chunk[]> {
  return tx
    .selectFrom('meetings.chunk')
    .select(columns)
    .select(sql<number>`size::int`.as('size'))
    .where('recordingId', '=', recordingId)
    .where('number', '>=', from)
    .orderBy('number')
    .limit(most)
    .execute()
}

export async function insertChunk(tx: Db, recordingId: string, chunk: Chunk, takenAt: Date): Promise<void> {
  await tx
    .insertInto('meetings.chunk')
    .values({ recordingId, takenAt, ...chunk })
    .execute()
}

export interface RecordingSummary extends Recording {
  personName: string | null
  taken: number
  lastNumber: number | null
  lengthMs: number
  damaged: number
}

/** So many of a meeting, as far as this actor may hear them: the room's, then everybody's own, each the first begun. */
export async function listRecordingsOf(tx: Db, meetingId: string, most: number): Promise<RecordingSummary[]> {
  return (
    tx
      .selectFrom('meetings.recording as r')
      .leftJoin('meetings.person as p', 'p.id', 'r.personId')
      .leftJoinLateral(
        (build) =>
          build
            .selectFrom('meetings.chunk as c')
            .whereRef('c.recordingId', '=', 'r.id')
            .select([
              sql<number>`count(*)::int`.as('taken'),
              sql<number | null>`max(c.number)`.as('lastNumber'),
              sql<number>`coalesce(sum(c.length_ms), 0)::float8`.as('lengthMs'),
              sql<number>`(count(*) filter (where c.is_damaged))::int`.as('damaged'),
            ])
            .as('of'),
        (join) => join.onTrue(),
      )
      .select(['r.id', 'r.meetingId', 'r.personId', 'r.begunBy', 'r.begunAt', 'r.chunks', 'r.announced'])
      .select(['r.machine', 'r.givenUpAt', 'r.givenUpReason', 'p.name as personName'])
      .select([sql<Track>`r.track`.as('track'), over.as('endedAt'), isSaidOver.as('isSaidOver')])
      .select(released.as('releasedAt'))
      .select(({ fn }) => [
        fn.coalesce('of.taken', sql<number>`0`).as('taken'),
        'of.lastNumber',
        fn.coalesce('of.lengthMs', sql<number>`0`).as('lengthMs'),
        fn.coalesce('of.damaged', sql<number>`0`).as('damaged'),
      ])
      .where('r.meetingId', '=', meetingId)
      // Of a file that is being cut nothing is shown before all of it is here.
      .where(
        sql<boolean>`not exists (select from meetings.sound_file f where f.id = r.id and f.state = 'waiting')`,
      )
      .orderBy(sql`r.track <> 'room'`)
      .orderBy('r.begunAt')
      .orderBy('r.id')
      .limit(most)
      .execute()
  )
}

export interface Gap {
  recordingId: string
  fromMs: number
  toMs: number
  /** How many numbers lie in it: what was recorded and is not here. None: nothing was recorded. */
  missing: number
}

/** Where nothing is to be heard for longer than `leastMs` between two chunks, or before the first; of each recording the first so many. */
export async function listGaps(
  tx: Db,
  meetingId: string,
  { leastMs, most }: { leastMs: number; most: number },
): Promise<Gap[]> {
  const { rows } = await sql<Gap>`
    select recording_id as "recordingId", from_ms as "fromMs", starts_ms as "toMs", missing
      from (select heard.*, row_number() over (partition by recording_id order by starts_ms, number) as place
              from (select c.recording_id, c.starts_ms, c.number,
                           coalesce(max(c.starts_ms + c.length_ms) over before, 0) as from_ms,
                           greatest(0, c.number - coalesce(max(c.number) over before, -1) - 1) as missing
                      from meetings.chunk c join meetings.recording r on r.id = c.recording_id
                     where r.meeting_id = ${meetingId}::uuid
                    window before as (partition by c.recording_id order by c.starts_ms, c.number rows between unbounded preceding and 1 preceding)) as heard
             where starts_ms - from_ms > ${leastMs}::integer) as gap
     where place <= ${most}::integer
     order by recording_id, starts_ms`.execute(tx)
  return rows
}
