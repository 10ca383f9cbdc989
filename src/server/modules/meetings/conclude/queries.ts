/** All SQL on what was concluded. */
import type { Insertable, Selectable } from 'kysely'
import type { Tx } from '#server/platform/database/database.ts'
import type { MeetingsSentence } from '#server/platform/schema.gen.ts'
import type { Treatment } from '../model.ts'
import type { SentenceTask } from './model.ts'

type Db = Tx<'meetings'>

export type Sentence = Omit<Selectable<MeetingsSentence>, 'treatment' | 'orders'> & {
  treatment: Treatment
  orders: SentenceTask[]
}

/** In the order of the agenda, what concerns the whole last, and within each as it was said. */
export async function listSentences(tx: Db, meetingId: string): Promise<Sentence[]> {
  return tx
    .selectFrom('meetings.sentence')
    .leftJoin('meetings.item', 'meetings.item.id', 'meetings.sentence.itemId')
    .selectAll('meetings.sentence')
    .where('meetings.sentence.meetingId', '=', meetingId)
    .orderBy('meetings.item.position', (order) => order.asc().nullsLast())
    .orderBy('meetings.sentence.position')
    .orderBy('meetings.sentence.id')
    .$castTo<Sentence>()
    .execute()
}

export async function insertSentences(tx: Db, rows: readonly Insertable<MeetingsSentence>[]): Promise<void> {
  if (rows.length > 0)
    await tx
      .insertInto('meetings.sentence')
      .values([...rows])
      .execute()
}

export async function placeSentence(
  tx: Db,
  id: string,
  place: { position: number; paragraph: number },
): Promise<void> {
  await tx.updateTable('meetings.sentence').set(place).where('id', '=', id).execute()
}

export async function decideSentence(
  tx: Db,
  id: string,
  {
    orders,
    ...decided
  }: Pick<Sentence, 'treatment' | 'wording' | 'orders' | 'reason' | 'decidedBy' | 'decidedAt'>,
): Promise<void> {
  await tx
    .updateTable('meetings.sentence')
    .set({ ...decided, orders: JSON.stringify(orders) })
    .where('id', '=', id)
    .execute()
}

export async function deleteSentences(tx: Db, ids: readonly string[]): Promise<void> {
  if (ids.length > 0)
    await tx
      .deleteFrom('meetings.sentence')
      .where('id', 'in', [...ids])
      .execute()
}
