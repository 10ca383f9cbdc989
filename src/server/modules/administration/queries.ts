import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { provedByOwner, triedByAnyone } from '#server/modules/identity/index.ts'
import type { Tx } from '#server/platform/database/database.ts'
import { endOfLocalDay, type LocalDay, startOfLocalDay } from '#shared/dates.ts'
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

/** Rows of the log, the newest first: as many as are asked for, and only within `range`. */
export async function listEventRows(
  tx: Tx<'platform'>,
  filter: EventFilter,
  range: IdRange,
  limit: number,
): Promise<EventRow[]> {
  const { rows } = await sql<EventRow>`
    with recursive ${kindsIn(filter)}, page as (
      ${rowsOf(filter, range, limit)}
       order by id desc limit ${limit}
    )
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

/** Numbers of rows, both included. */
export interface IdRange {
  from: number
  to: number
}

/** The kinds of event to look for: the one asked for, or every kind there is, found by leaping through the index. */
function kindsIn({ name }: EventFilter) {
  if (name !== undefined) return sql`kind (name) as (select ${name}::text)`
  return sql`kind (name) as (
      (select name from platform.event_log order by name limit 1)
      union all
      select (select name from platform.event_log where name > kind.name order by name limit 1) from kind
       where kind.name is not null
    )`
}

/**
 * The newest rows, each kind of event by itself where several may come: every index but that of subjects holds a kind's
 * rows in order. Bounding and sorting by kind and number together leaves the planner no other way; it would else walk
 * millions of rows by number to find a kind that has become rare.
 */
function rowsOf({ name, ...filter }: EventFilter, { from, to }: IdRange, limit: number) {
  const { subjectId, actorId, agencyId, day } = filter
  const columns = sql.raw(
    'id, tx_id, name, subject_id, data, actor_kind, actor_id, agency_id, purpose, request_id, occurred_at',
  )
  const isByKind = subjectId === undefined && (name ?? actorId ?? agencyId) !== undefined
  const conditions = [
    subjectId !== undefined && sql<SqlBool>`subject_id = ${subjectId}::uuid`,
    actorId !== undefined &&
      (isByKind
        ? sql<SqlBool>`actor_id = ${actorId}::uuid`
        : sql<SqlBool>`(actor_id = ${actorId}::uuid or ${isBeforeKnown(actorId)})`),
    agencyId !== undefined && sql<SqlBool>`agency_id = ${agencyId}`,
    // Its range of numbers finds a day. Adding nothing keeps the planner from the index of days.
    day !== undefined && isOnDay(sql`(occurred_at + interval '0')`, day),
  ].filter((condition) => typeof condition === 'object')
  const named = name === undefined ? [] : [sql<SqlBool>`name = ${name}`]
  if (!isByKind) {
    const all = [sql<SqlBool>`id between ${from} and ${to}`, ...conditions, ...named]
    return sql`select ${columns} from platform.event_log where ${sql.join(all, sql` and `)}`
  }
  const all = [sql<SqlBool>`(name, id) between (kind.name, ${from}) and (kind.name, ${to})`, ...conditions]
  const known = sql`select found.* from kind cross join lateral (
        select ${columns} from platform.event_log where ${sql.join(all, sql` and `)}
         order by name desc, id desc limit ${limit}
      ) found`
  if (actorId === undefined || agencyId !== undefined) return known
  const before = [
    sql<SqlBool>`id between ${from} and ${to}`,
    isBeforeKnown(actorId),
    ...named,
    ...(day === undefined ? [] : [isOnDay(sql`(occurred_at + interval '0')`, day)]),
  ]
  return sql`${known} union all (
        select ${columns} from platform.event_log where ${sql.join(before, sql` and `)} order by id desc limit ${limit})`
}

const beforeKnown = [...provedByOwner, ...triedByAnyone].map(({ eventName }) => eventName)

/** At the sign-in: done as this account, or tried, before the program knew whose doing it was. */
function isBeforeKnown(accountId: string) {
  return sql<SqlBool>`(subject_id = ${accountId}::uuid and actor_id is null and actor_kind in ('system', 'anonymous')
    and name = any (${beforeKnown}::text[]))`
}

function isOnDay(moment: RawBuilder<unknown>, day: LocalDay) {
  return sql<SqlBool>`${moment} >= ${startOfLocalDay(day)} and ${moment} < ${endOfLocalDay(day)}`
}

/** The numbers of the rows of one day, undefined when it has none. */
export async function rangeOfDay(tx: Tx<'platform'>, day: LocalDay): Promise<IdRange | undefined> {
  // `offset 0`: else the planner looks for the smallest number by walking the log from its beginning.
  const { rows } = await sql<{ from: number | null; to: number | null }>`
    select min(id) as "from", max(id) as "to" from (
      select id from platform.event_log
       where ${isOnDay(sql`occurred_at`, day)} offset 0
    ) of_day`.execute(tx)
  const [{ from, to } = { from: null, to: null }] = rows
  return from === null || to === null ? undefined : { from, to }
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
  return (await listEventRows(tx, {}, { from: id, to: id }, 1))[0]
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
