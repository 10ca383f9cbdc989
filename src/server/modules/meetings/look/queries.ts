/** All SQL on meetings, who is invited, agenda and papers. */
import { type Insertable, type Selectable, sql } from 'kysely'
import type { Tx } from '#server/platform/database/database.ts'
import type {
  MeetingsItem,
  MeetingsMeeting,
  MeetingsPaper,
  MeetingsPerson,
  MeetingsSeries,
} from '#server/platform/schema.gen.ts'
import type { Part, Rhythm, Secrecy, State } from '../model.ts'

type Db = Tx<'meetings'>

export type Meeting = Omit<Selectable<MeetingsMeeting>, 'secrecy' | 'state' | 'requestKey'> & {
  secrecy: Secrecy
  state: State
}
export type Person = Omit<Selectable<MeetingsPerson>, 'part'> & { part: Part }
export type Item = Selectable<MeetingsItem>
export type Paper = Selectable<MeetingsPaper>
export type Series = Omit<Selectable<MeetingsSeries>, 'rhythm'> & { rhythm: Rhythm }

export async function insertSeries(tx: Db, row: Insertable<MeetingsSeries>): Promise<void> {
  await tx.insertInto('meetings.series').values(row).execute()
}

export async function findSeries(tx: Db, id: string): Promise<Series | undefined> {
  return tx
    .selectFrom('meetings.series')
    .selectAll()
    .where('id', '=', id)
    .$castTo<Series>()
    .executeTakeFirst()
}

/** False when its request key was there before. */
export async function insertMeeting(tx: Db, row: Insertable<MeetingsMeeting>): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('meetings.meeting')
    .values(row)
    .onConflict((conflict) => conflict.columns(['calledBy', 'requestKey']).doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

const meetings = (tx: Db) => tx.selectFrom('meetings.meeting').selectAll().$castTo<Meeting>()

export async function findByRequestKey(
  tx: Db,
  calledBy: string,
  requestKey: string,
): Promise<Meeting | undefined> {
  return meetings(tx).where('calledBy', '=', calledBy).where('requestKey', '=', requestKey).executeTakeFirst()
}

/** Row policies show it to those invited and to the agency that calls it. */
export async function findMeeting(tx: Db, id: string): Promise<Meeting | undefined> {
  return meetings(tx).where('id', '=', id).executeTakeFirst()
}

/** For whoever changes it: works on one meeting take one after another. */
export async function lockMeeting(tx: Db, id: string): Promise<Meeting | undefined> {
  return meetings(tx).where('id', '=', id).forUpdate().executeTakeFirst()
}

export async function changeMeeting(
  tx: Db,
  id: string,
  change: Partial<
    Pick<
      Meeting,
      | 'title'
      | 'place'
      | 'startsAt'
      | 'endsAt'
      | 'state'
      | 'sequence'
      | 'startedAt'
      | 'closedAt'
      | 'cancelledWhy'
      | 'strangers'
      | 'documentId'
      | 'minutesId'
    >
  >,
): Promise<void> {
  await tx.updateTable('meetings.meeting').set(change).where('id', '=', id).execute()
}

export interface MeetingPlace {
  startsAt: Date
  id: string
}

/** Those that are not over by `now`, the nearest first; or those that are, the latest first, after the place where a list ended. */
export async function listMeetings(
  tx: Db,
  {
    isOver,
    now,
    after,
    limit,
  }: { isOver: boolean; now: Date; after?: MeetingPlace | undefined; limit: number },
): Promise<Meeting[]> {
  const open = sql<boolean>`(state = 'running' or state = 'called' and ends_at >= ${now}::timestamptz)`
  let query = meetings(tx)
    .where(isOver ? sql<boolean>`not ${open}` : open)
    .orderBy('startsAt', isOver ? 'desc' : 'asc')
    .orderBy('id', isOver ? 'desc' : 'asc')
    .limit(limit)
  if (after) {
    const place = sql`(${after.startsAt}::timestamptz, ${after.id}::uuid)`
    query = query.where(
      isOver ? sql<boolean>`(starts_at, id) < ${place}` : sql<boolean>`(starts_at, id) > ${place}`,
    )
  }
  return query.execute()
}

/** The meeting before this one in its series. */
export async function findBefore(
  tx: Db,
  { seriesId, startsAt, id }: Pick<Meeting, 'seriesId' | 'startsAt' | 'id'>,
): Promise<Meeting | undefined> {
  if (!seriesId) return undefined
  return meetings(tx)
    .where('seriesId', '=', seriesId)
    .where('startsAt', '<', startsAt)
    .where('id', '<>', id)
    .where('state', '<>', 'cancelled')
    .orderBy('startsAt', 'desc')
    .executeTakeFirst()
}

/** Called, and to begin after `from` and not after `until`. */
export async function listAhead(tx: Db, from: Date, until: Date, limit: number): Promise<Meeting[]> {
  return meetings(tx)
    .where('state', '=', 'called')
    .where('startsAt', '>', from)
    .where('startsAt', '<=', until)
    .orderBy('startsAt')
    .limit(limit)
    .execute()
}

export async function insertPeople(tx: Db, rows: readonly Insertable<MeetingsPerson>[]): Promise<void> {
  if (rows.length > 0)
    await tx
      .insertInto('meetings.person')
      .values([...rows])
      .execute()
}

/** Who is invited now: who presides, who keeps the record, the others by agency and name, guests last. */
export async function listPeople(tx: Db, meetingId: string): Promise<Person[]> {
  return tx
    .selectFrom('meetings.person')
    .selectAll()
    .where('meetingId', '=', meetingId)
    .where('removedAt', 'is', null)
    .orderBy(sql`array_position('{chair,secretary,member,guest}'::text[], part)`)
    .orderBy('agencyName')
    .orderBy('name')
    .orderBy('id')
    .$castTo<Person>()
    .execute()
}

/** How many people are invited to each of these, for a list. */
export async function countPeople(tx: Db, meetingIds: readonly string[]): Promise<Map<string, number>> {
  if (meetingIds.length === 0) return new Map()
  const rows = await tx
    .selectFrom('meetings.person')
    .select(['meetingId', (eb) => eb.fn.countAll<number>().as('count')])
    .where('meetingId', 'in', [...meetingIds])
    .where('removedAt', 'is', null)
    .groupBy('meetingId')
    .execute()
  return new Map(rows.map(({ meetingId, count }) => [meetingId, Number(count)]))
}

export async function changePerson(
  tx: Db,
  id: string,
  change: Partial<Pick<Person, 'part' | 'substituteId' | 'substituteName' | 'removedAt'>>,
): Promise<void> {
  await tx.updateTable('meetings.person').set(change).where('id', '=', id).execute()
}

export async function insertItems(tx: Db, rows: readonly Insertable<MeetingsItem>[]): Promise<void> {
  if (rows.length > 0)
    await tx
      .insertInto('meetings.item')
      .values([...rows])
      .execute()
}

export async function listItems(tx: Db, meetingId: string): Promise<Item[]> {
  return tx
    .selectFrom('meetings.item')
    .selectAll()
    .where('meetingId', '=', meetingId)
    .orderBy('position')
    .execute()
}

export async function changeItem(
  tx: Db,
  id: string,
  change: Partial<Pick<Item, 'position' | 'title' | 'reporter' | 'minutes' | 'startedAt' | 'endedAt'>>,
): Promise<void> {
  await tx.updateTable('meetings.item').set(change).where('id', '=', id).execute()
}

export async function deleteItem(tx: Db, id: string): Promise<void> {
  await tx.deleteFrom('meetings.item').where('id', '=', id).execute()
}

/** Whether anything was concluded of a point. */
export async function isConcluded(tx: Db, itemId: string): Promise<boolean> {
  const found = await tx
    .selectFrom('meetings.sentence')
    .select('id')
    .where('itemId', '=', itemId)
    .limit(1)
    .executeTakeFirst()
  return found !== undefined
}

export async function insertPaper(tx: Db, row: Insertable<MeetingsPaper>): Promise<void> {
  await tx.insertInto('meetings.paper').values(row).execute()
}

export async function listPapers(tx: Db, meetingId: string): Promise<Paper[]> {
  return tx
    .selectFrom('meetings.paper')
    .selectAll()
    .where('meetingId', '=', meetingId)
    .where('removedAt', 'is', null)
    .orderBy('addedAt')
    .orderBy('id')
    .execute()
}

export async function removePaperRow(tx: Db, id: string, removedAt: Date): Promise<void> {
  await tx.updateTable('meetings.paper').set({ removedAt }).where('id', '=', id).execute()
}
