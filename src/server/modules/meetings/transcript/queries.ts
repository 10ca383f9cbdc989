/** All SQL on what was said. */
import { type Insertable, sql } from 'kysely'
import type { Tx } from '#server/platform/database/database.ts'
import type { MeetingsSegmentChange } from '#server/platform/schema.gen.ts'
import type { SegmentAct } from '../model.ts'
import type { Timed } from './words.ts'

type Db = Tx<'meetings'>

export type Pass = 'typed' | 'caption' | 'second'

export interface Segment extends Timed {
  id: string
  meetingId: string
  recordingId: string | null
  fromMs: number | null
  toMs: number | null
  /** When it was said. */
  at: Date
  pass: Pass
  engine: string
  personId: string | null
  speaker: string
  isWorded: boolean
  isNamed: boolean
  version: number
  removedAt: Date | null
  removedBy: string | null
  joinedTo: string | null
}

const columns = [
  'id',
  'meetingId',
  'recordingId',
  'fromMs',
  'toMs',
  'at',
  'pass',
  'engine',
  'words',
  'times',
  'personId',
  'speaker',
  'isWorded',
  'isNamed',
  'version',
  'removedAt',
  'removedBy',
  'joinedTo',
] as const

const segments = (tx: Db) => tx.selectFrom('meetings.segment').select(columns).$castTo<Segment>()

/** What stands of a recording around this stretch, and what a person took out of it. */
export async function listHeardIn(
  tx: Db,
  recordingId: string,
  { from, to }: { from: number; to: number },
): Promise<Segment[]> {
  return segments(tx)
    .where('recordingId', '=', recordingId)
    .where('fromMs', '<', to)
    .where('toMs', '>', from)
    .where(sql<boolean>`(removed_at is null or removed_by is not null)`)
    .orderBy('fromMs')
    .orderBy('id')
    .execute()
}

export async function insertSegments(
  tx: Db,
  rows: readonly (Omit<Segment, 'version' | 'removedAt' | 'removedBy' | 'joinedTo'> & { heardAt: Date })[],
): Promise<void> {
  if (rows.length > 0)
    await tx
      .insertInto('meetings.segment')
      .values(rows.map(({ times, ...row }) => ({ ...row, times: JSON.stringify(times) })))
      .execute()
}

/** A pass put something in their place. */
export async function replaceSegments(tx: Db, ids: readonly string[], removedAt: Date): Promise<void> {
  if (ids.length > 0)
    await tx
      .updateTable('meetings.segment')
      .set({ removedAt, version: sql<number>`version + 1` })
      .where('id', 'in', [...ids])
      .execute()
}

interface Window {
  recordingId: string
  pass: 'caption' | 'second'
  fromMs: number
  toMs: number
}

export async function insertWindow(tx: Db, window: Window & { heardAt: Date }): Promise<void> {
  await tx
    .insertInto('meetings.heardWindow')
    .values(window)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Where the better pass has been. */
export async function listSecondIn(
  tx: Db,
  recordingId: string,
  { from, to }: { from: number; to: number },
): Promise<{ fromMs: number; toMs: number }[]> {
  return tx
    .selectFrom('meetings.heardWindow')
    .select(['fromMs', 'toMs'])
    .where('recordingId', '=', recordingId)
    .where('pass', '=', 'second')
    .where('fromMs', '<', to)
    .where('toMs', '>', from)
    .execute()
}

/** What was said from one moment on, to another; both may be open. */
export interface Stretch {
  since: Date | undefined
  until: Date | undefined
}

const standing = (tx: Db, meetingId: string, { since, until }: Stretch) => {
  let query = segments(tx).where('meetingId', '=', meetingId).where('removedAt', 'is', null)
  if (since) query = query.where('at', '>=', since)
  if (until) query = query.where('at', '<', until)
  return query
}

/** In the order in which it was said, from one place on so many. */
export async function listSegments(
  tx: Db,
  meetingId: string,
  stretch: Stretch,
  { from, limit }: { from: number; limit: number },
): Promise<Segment[]> {
  return standing(tx, meetingId, stretch).orderBy('at').orderBy('id').offset(from).limit(limit).execute()
}

export async function countSegments(tx: Db, meetingId: string, stretch: Stretch): Promise<number> {
  const { count } = await standing(tx, meetingId, stretch)
    .clearSelect()
    .select(sql<number>`count(*)::int`.as('count'))
    .executeTakeFirstOrThrow()
  return count
}

/** How many stand before one, within a stretch. */
export async function countBefore(
  tx: Db,
  meetingId: string,
  stretch: Stretch,
  { at, id }: Pick<Segment, 'at' | 'id'>,
): Promise<number> {
  const { count } = await standing(tx, meetingId, stretch)
    .clearSelect()
    .select(sql<number>`count(*)::int`.as('count'))
    .where(sql<boolean>`(at, id) < (${at}::timestamptz, ${id}::uuid)`)
    .executeTakeFirstOrThrow()
  return count
}

export async function findSegment(tx: Db, meetingId: string, id: string): Promise<Segment | undefined> {
  return segments(tx).where('meetingId', '=', meetingId).where('id', '=', id).executeTakeFirst()
}

/** Those of these that stand, in the order in which they were said. */
export async function listByIds(tx: Db, meetingId: string, ids: readonly string[]): Promise<Segment[]> {
  if (ids.length === 0) return []
  return standing(tx, meetingId, { since: undefined, until: undefined })
    .where('id', 'in', [...ids])
    .orderBy('at')
    .orderBy('id')
    .execute()
}

/** For whoever changes it. */
export async function lockSegment(tx: Db, id: string): Promise<Segment | undefined> {
  return segments(tx).where('id', '=', id).forUpdate().executeTakeFirst()
}

/** The one said next in the same recording. */
export async function findNext(
  tx: Db,
  { meetingId, recordingId, at, id }: Pick<Segment, 'meetingId' | 'recordingId' | 'at' | 'id'>,
): Promise<Segment | undefined> {
  return segments(tx)
    .where('meetingId', '=', meetingId)
    .where(sql<boolean>`recording_id is not distinct from ${recordingId}::uuid`)
    .where('removedAt', 'is', null)
    .where(sql<boolean>`(at, id) > (${at}::timestamptz, ${id}::uuid)`)
    .orderBy('at')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
}

/** What a person took out, the latest first: not what went into another. */
export async function listRemoved(tx: Db, meetingId: string, limit: number): Promise<Segment[]> {
  return segments(tx)
    .where('meetingId', '=', meetingId)
    .where('removedBy', 'is not', null)
    .where('joinedTo', 'is', null)
    .orderBy('removedAt', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute()
}

export async function changeSegment(
  tx: Db,
  id: string,
  {
    times,
    ...change
  }: Partial<
    Pick<
      Segment,
      | 'toMs'
      | 'words'
      | 'times'
      | 'personId'
      | 'speaker'
      | 'isWorded'
      | 'isNamed'
      | 'removedAt'
      | 'removedBy'
      | 'joinedTo'
    >
  >,
): Promise<void> {
  await tx
    .updateTable('meetings.segment')
    .set({
      ...change,
      ...(times ? { times: JSON.stringify(times) } : {}),
      version: sql<number>`version + 1`,
    })
    .where('id', '=', id)
    .execute()
}

export async function insertChange(tx: Db, row: Insertable<MeetingsSegmentChange>): Promise<void> {
  await tx.insertInto('meetings.segmentChange').values(row).execute()
}

export interface Change {
  id: string
  act: SegmentAct
  words: string
  personId: string | null
  speaker: string
  name: string
  at: Date
}

/** What was done to a segment, the latest first, each with what stood before. */
export async function listChanges(tx: Db, segmentId: string, limit: number): Promise<Change[]> {
  return tx
    .selectFrom('meetings.segmentChange')
    .select(['id', 'act', 'words', 'personId', 'speaker', 'name', 'at'])
    .where('segmentId', '=', segmentId)
    .orderBy('id', 'desc')
    .limit(limit)
    .$castTo<Change>()
    .execute()
}

export interface Speaker {
  id: string
  name: string
  post: string
}

/** Everybody who was ever invited to it, by name. */
export async function listSpeakers(tx: Db, meetingId: string): Promise<Speaker[]> {
  return tx
    .selectFrom('meetings.person')
    .select(['id', 'name', 'post'])
    .where('meetingId', '=', meetingId)
    .orderBy('name')
    .orderBy('id')
    .execute()
}
