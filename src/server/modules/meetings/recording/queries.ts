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
  endedAt: Date | null
  chunks: number | null
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

const recordings = (tx: Db) =>
  tx
    .selectFrom('meetings.recording')
    .select(['id', 'meetingId', 'personId', 'begunBy', 'begunAt', 'endedAt', 'chunks'])
    .select(sql<Track>`track`.as('track'))

export async function findRecording(tx: Db, id: string): Promise<Recording | undefined> {
  return recordings(tx).where('id', '=', id).executeTakeFirst()
}

/** For whoever adds to it: works on one recording take one after another. */
export async function lockRecording(tx: Db, id: string): Promise<Recording | undefined> {
  return recordings(tx).where('id', '=', id).forUpdate().executeTakeFirst()
}

/** False where it was there before. */
export async function insertRecording(
  tx: Db,
  recording: Omit<Recording, 'endedAt' | 'chunks'>,
): Promise<boolean> {
  const row = await tx
    .insertInto('meetings.recording')
    .values(recording)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

export async function closeRecording(tx: Db, id: string, chunks: number, endedAt: Date): Promise<void> {
  await tx.updateTable('meetings.recording').set({ chunks, endedAt }).where('id', '=', id).execute()
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

/** The first so many of a meeting, as far as this actor may hear them. */
export async function listRecordingsOf(tx: Db, meetingId: string, most: number): Promise<RecordingSummary[]> {
  return tx
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
            sql<number>`coalesce(sum(c.length_ms), 0)::int`.as('lengthMs'),
            sql<number>`(count(*) filter (where c.is_damaged))::int`.as('damaged'),
          ])
          .as('of'),
      (join) => join.onTrue(),
    )
    .select(['r.id', 'r.meetingId', 'r.personId', 'r.begunBy', 'r.begunAt', 'r.endedAt', 'r.chunks'])
    .select(sql<Track>`r.track`.as('track'))
    .select('p.name as personName')
    .select(({ fn }) => [
      fn.coalesce('of.taken', sql<number>`0`).as('taken'),
      'of.lastNumber',
      fn.coalesce('of.lengthMs', sql<number>`0`).as('lengthMs'),
      fn.coalesce('of.damaged', sql<number>`0`).as('damaged'),
    ])
    .where('r.meetingId', '=', meetingId)
    .orderBy('r.begunAt')
    .orderBy('r.id')
    .limit(most)
    .execute()
}
