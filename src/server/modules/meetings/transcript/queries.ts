/** All SQL on what was said. */
import { sql } from 'kysely'
import type { Tx } from '#server/platform/database/database.ts'
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

/** Everybody who was ever invited to a meeting, also who no longer is. */
export async function listPersonIds(tx: Db, meetingId: string): Promise<Set<string>> {
  const rows = await tx
    .selectFrom('meetings.person')
    .select('id')
    .where('meetingId', '=', meetingId)
    .execute()
  return new Set(rows.map(({ id }) => id))
}
