import { type SqlBool, sql } from 'kysely'
import type { Tx } from '#server/platform/database.ts'
import { addDays, startOfLocalDay } from '#shared/dates.ts'
import type { EventFilter } from './model.ts'

export interface EventRow {
  id: number
  name: string
  subjectId: string
  data: Record<string, unknown>
  actorKind: string
  actorId: string | null
  agencyId: string | null
  purpose: string | null
  requestId: string | null
  occurredAt: Date
  /** The batch that seals it; null while it waits. */
  batch: number | null
  /** A dossier's code, where the subject is one. */
  subjectCode: string | null
}

/** Rows of the log, the newest first; `from` bounds how far back it looks. */
export async function listEventRows(
  tx: Tx<'platform'>,
  filter: EventFilter & { from?: number },
  limit: number,
): Promise<EventRow[]> {
  const where = conditions(filter)
  // Materialised, so that a day or a subject is found by its index and never by walking the whole log backwards.
  const { rows } = await sql<EventRow>`
    with found as materialized (
      select id, tx_id, name, subject_id, data, actor_kind, actor_id, agency_id, purpose, request_id, occurred_at
        from platform.event_log where ${where}
       ${filter.subjectId !== undefined || filter.day === undefined ? sql`order by id desc limit ${limit}` : sql``}
    ), page as (select * from found order by id desc limit ${limit})
    select page.id, page.name, page.subject_id, page.data, page.actor_kind, page.actor_id, page.agency_id,
           page.purpose, page.request_id, page.occurred_at, seal.batch,
           (select code from reporting.dossier where dossier.id = page.subject_id) as subject_code
      from page
      left join lateral (
        select batch from platform.seal
         where (last_tx, last_id) >= (page.tx_id, page.id) order by last_tx, last_id limit 1
      ) seal on true
     order by page.id desc`.execute(tx)
  return rows
}

function conditions({
  name,
  subjectId,
  actorId,
  agencyId,
  day,
  before,
  from,
}: EventFilter & { from?: number }) {
  const parts = [
    name && sql<SqlBool>`name = ${name}`,
    subjectId && sql<SqlBool>`subject_id = ${subjectId}::uuid`,
    actorId && sql<SqlBool>`actor_id = ${actorId}::uuid`,
    agencyId && sql<SqlBool>`agency_id = ${agencyId}`,
    day &&
      sql<SqlBool>`occurred_at >= ${startOfLocalDay(day)} and occurred_at < ${startOfLocalDay(addDays(day, 1))}`,
    before && sql<SqlBool>`id < ${before}`,
    from && sql<SqlBool>`id >= ${from}`,
  ].filter((part) => typeof part === 'object')
  return parts.length > 0 ? sql.join(parts, sql` and `) : sql`true`
}

/** The number of the newest row; 0 while the log is empty. */
export async function newestEventId(tx: Tx<'platform'>): Promise<number> {
  const row = await tx
    .selectFrom('platform.eventLog')
    .select('id')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.id ?? 0
}

export async function findDossierId(tx: Tx<'reporting'>, code: string): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`select id from reporting.dossier where code = ${code}`.execute(
    tx,
  )
  return rows[0]?.id
}

export async function findEventRow(tx: Tx<'platform'>, id: number): Promise<EventRow | undefined> {
  return (await listEventRows(tx, { before: id + 1, from: id }, 1))[0]
}

export interface SealRow {
  batch: number
  rowCount: number
  chain: Buffer
  sealedAt: Date
}

export async function listNewestSeals(tx: Tx<'platform'>, limit: number): Promise<SealRow[]> {
  const { rows } = await sql<SealRow>`
    select batch, row_count, chain, sealed_at from platform.seal order by batch desc limit ${limit}`.execute(
    tx,
  )
  return rows
}
