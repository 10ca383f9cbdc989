/** SQL on what came and waits for the clerk. */
import { type SqlBool, sql } from 'kysely'
import type { LetterReading } from '#server/crafts/recognise/model.ts'
import type { Tx } from '#server/platform/database/database.ts'
import { storable, storableJson } from '#server/platform/database/storable.ts'
import { firstIdAt } from '#server/platform/id.ts'
import type { Arrival, ArrivalFile, ArrivalSource, Findings, Said } from './model.ts'

export interface NewArrival {
  id: string
  agencyId: string
  source: ArrivalSource
  key: string
  arrivedAt: Date
  sender: string
  senderAgencyId?: string | null
  said?: Said
  findings?: Findings
  broughtBy?: string | null
  readingState: 'none' | 'waiting'
}

/** False where the same has come before: then nothing was added. */
export async function insertArrival(
  tx: Tx<'documents'>,
  { said = {}, findings = {}, ...row }: NewArrival,
  files: readonly ArrivalFile[],
): Promise<boolean> {
  const added = await tx
    .insertInto('documents.arrival')
    .values({
      ...row,
      sender: storable(row.sender),
      said: storableJson(said),
      findings: storableJson(findings),
    })
    .onConflict((conflict) => conflict.columns(['agencyId', 'source', 'key']).doNothing())
    .executeTakeFirst()
  if ((added.numInsertedOrUpdatedRows ?? 0n) === 0n) return false
  await insertArrivalFiles(tx, row.id, files)
  return true
}

export async function insertArrivalFiles(
  tx: Tx<'documents'>,
  arrivalId: string,
  files: readonly ArrivalFile[],
): Promise<void> {
  if (files.length === 0) return
  const rows = files.map(({ name, mediaType, ...file }) => ({
    ...file,
    name: storable(name),
    mediaType: storable(mediaType),
    arrivalId,
  }))
  await tx.insertInto('documents.arrivalFile').values(rows).execute()
}

const arrivalColumns = [
  'id',
  'agencyId',
  'source',
  'arrivedAt',
  'sender',
  'senderAgencyId',
  'said',
  'findings',
  'urgency',
  'state',
  'readingState',
  'reading',
  'documentId',
  'settledBy',
  'settledAt',
  'reason',
] as const

export async function findArrival(tx: Tx<'documents'>, id: string): Promise<Arrival | undefined> {
  return tx
    .selectFrom('documents.arrival')
    .select(arrivalColumns)
    .where('id', '=', id)
    .$castTo<Arrival>()
    .executeTakeFirst()
}

export async function listArrivalFiles(
  tx: Tx<'documents'>,
  ids: readonly string[],
): Promise<(ArrivalFile & { arrivalId: string })[]> {
  if (ids.length === 0) return []
  return tx
    .selectFrom('documents.arrivalFile')
    .select(['arrivalId', 'position', 'name', 'mediaType', 'size', 'sha256', 'refused'])
    .where('arrivalId', 'in', ids)
    .orderBy('arrivalId')
    .orderBy('position')
    .limit(2500)
    .execute()
}

/** Where and when this letter has arrived by the exchange. */
export async function listArrivalsOf(
  tx: Tx<'documents'>,
  documentId: string,
): Promise<Pick<Arrival, 'agencyId' | 'arrivedAt'>[]> {
  return (
    tx
      .selectFrom('documents.arrival')
      .select(['agencyId', 'arrivedAt'])
      // Spelt out, as its index is.
      .where(sql<SqlBool>`source = 'exchange'`)
      .where('key', '=', documentId)
      .limit(1000)
      .execute()
  )
}

/** Where a page of what waits goes on: before this arrival. */
export interface ArrivalPlace {
  at: Date
  id: string
}

/** What waits at these agencies, newest first, from a place in that order on. */
export async function listWaiting(
  tx: Tx<'documents'>,
  agencyIds: readonly string[],
  {
    source,
    isUrgent = false,
    after,
    limit,
  }: {
    source?: ArrivalSource | undefined
    /** Of those that bear a mark of urgency alone. */
    isUrgent?: boolean | undefined
    after?: ArrivalPlace | undefined
    limit: number
  },
): Promise<Omit<Arrival, 'reading'>[]> {
  const columns = sql.join(arrivalColumns.flatMap((column) => (column === 'reading' ? [] : sql.ref(column))))
  const ofSource = source ? sql`and source = ${source}` : sql``
  const urgent = isUrgent ? sql`and urgency is not null` : sql``
  const from = after ? sql`and (arrived_at, id) < (${after.at}::timestamptz, ${after.id}::uuid)` : sql``
  // Agency by agency: of several at once no index has an order.
  const { rows } = await sql<Omit<Arrival, 'reading'>>`
    select a.* from unnest(${agencyIds}::text[]) as own (of_agency), lateral (
      select ${columns} from documents.arrival
       where agency_id = own.of_agency and state = 'waiting' ${ofSource} ${urgent} ${from}
       order by arrived_at desc, id desc limit ${limit}) a
     order by a.arrived_at desc, a.id desc limit ${limit}`.execute(tx)
  return rows
}

/** Counted up to a hundred: beyond that it is only many. */
export async function countWaiting(tx: Tx<'documents'>, agencyIds: readonly string[]): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from (
      select from documents.arrival where agency_id = any (${agencyIds}::text[]) and state = 'waiting' limit 100) few`.execute(
    tx,
  )
  return rows[0]?.count ?? 0
}

/** Those that take turns, each with the last of theirs that had one. */
export type Turns = ReadonlyMap<string, string>

/**
 * What came before a moment and waits to be read, behind what had its turn: of each clerk who brought something, and of each way it came to
 * an agency, the first. It costs as many look-ups as there are of these, however much waits.
 */
export async function listFirstUnread(
  tx: Tx<'documents'>,
  until: Date,
  had: Turns,
): Promise<{ id: string; from: string }[]> {
  const waiting = sql`documents.arrival where reading_state = 'waiting'`
  const { rows } = await sql<{ id: string; from: string }>`
    with recursive turns as (
      (select turn_of from ${waiting} order by turn_of limit 1)
      union all
      select (select a.turn_of from documents.arrival a where a.reading_state = 'waiting' and a.turn_of > t.turn_of order by a.turn_of limit 1)
        from turns t where t.turn_of is not null)
    select first.id, t.turn_of as "from" from turns t
      left join unnest(${[...had.keys()]}::text[], ${[...had.values()]}::uuid[]) as had (turn_of, id) on had.turn_of = t.turn_of
     cross join lateral (
       select id from ${waiting} and turn_of = t.turn_of and id > coalesce(had.id, ${firstIdAt(0)}::uuid) and id < ${firstIdAt(until.getTime())}::uuid
        order by id limit 1) first`.execute(tx)
  return rows
}

/** Settles it for whoever comes first: false where it is settled already. */
export async function settleArrival(
  tx: Tx<'documents'>,
  id: string,
  settled:
    | { state: 'registered'; documentId: string; settledBy: string; settledAt: Date }
    | { state: 'refused'; reason: string; settledBy: string; settledAt: Date },
): Promise<boolean> {
  const updated = await tx
    .updateTable('documents.arrival')
    .set(settled)
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .executeTakeFirst()
  return updated.numUpdatedRows > 0n
}

/** What was read of it goes; where it was not read yet, it is not going to be. */
export async function forgetReading(tx: Tx<'documents'>, id: string): Promise<void> {
  await tx
    .updateTable('documents.arrival')
    .set({ readingState: 'none', reading: null })
    .where('id', '=', id)
    .execute()
}

export async function noteReading(
  tx: Tx<'documents'>,
  id: string,
  reading: LetterReading | undefined,
): Promise<void> {
  await tx
    .updateTable('documents.arrival')
    .set({
      readingState: reading ? 'read' : 'failed',
      reading: reading ? storableJson(reading) : null,
    })
    .where('id', '=', id)
    .where('readingState', '=', 'waiting')
    .execute()
}
