/** The event log read in the order of commits, without missing a row of a transaction that was still open. */
import { type RawBuilder, sql } from 'kysely'
import type { Work } from '../work.ts'
import { FeedEvent, type FeedPlace } from './on.ts'

/** A place in the feed: everything at or before it has been seen. */
export type Cursor = FeedPlace

type Row = ConstructorParameters<typeof FeedEvent>[0]

/** Up to `limit` committed events after `cursor`, none of which a later commit can overtake. */
export async function readFeed({ tx }: Work, cursor: Cursor, limit: number): Promise<FeedEvent[]> {
  return readRows(
    tx,
    sql`(tx_id, id) > (${cursor.tx}::xid8, ${cursor.id}::bigint) and tx_id < pg_snapshot_xmin(pg_current_snapshot())
     order by tx_id, id limit ${limit}`,
  )
}

/** The place after the newest event that can no longer be overtaken. */
export async function feedEnd({ tx }: Work): Promise<Cursor> {
  const { rows } = await sql<Cursor>`
    select tx_id::text as tx, id from platform.event_log
     where tx_id < pg_snapshot_xmin(pg_current_snapshot())
     order by event_log.tx_id desc, event_log.id desc limit 1`.execute(tx)
  return rows[0] ?? { tx: '0', id: 0 }
}

/** The newest `limit` events that can no longer be overtaken, newest first. */
export async function readFeedBefore({ tx }: Work, limit: number): Promise<FeedEvent[]> {
  return readRows(
    tx,
    sql`tx_id < pg_snapshot_xmin(pg_current_snapshot())
     order by event_log.tx_id desc, event_log.id desc limit ${limit}`,
  )
}

async function readRows(tx: Work['tx'], which: RawBuilder<unknown>): Promise<FeedEvent[]> {
  const { rows } = await sql<Row>`
    select id, tx_id::text as tx, name, subject_id, data, occurred_at
      from platform.event_log
     where ${which}`.execute(tx)
  return rows.map((row) => new FeedEvent(row))
}

/** The number of the newest committed event, whatever may still overtake it: changes when anything happened. */
export async function newestEventId({ tx }: Work): Promise<number> {
  const { rows } = await sql<{ id: number | null }>`select max(id) as id from platform.event_log`.execute(tx)
  return rows[0]?.id ?? 0
}
