/** SQL on what lies at the stand-in, how the exchange was last read, and of what it has still to hear. */
import { sql } from 'kysely'
import type { Tx } from '#server/platform/database/database.ts'
import { storableJson } from '#server/platform/database/storable.ts'
import type { Said } from '../model.ts'
import type { Letter } from './port.ts'

type Db = Tx<'documents'>

/** Keeps it there; the same to the same receiver once, as it is said last. */
export async function keepLetter(tx: Db, letter: Letter, at: Date): Promise<void> {
  await sql`
    insert into documents.exchange_letter (document_id, to_agency_id, letter, handed_at)
    values (${letter.documentId}, ${letter.to}, ${storableJson(letter)}::jsonb, ${at})
    on conflict (document_id, to_agency_id) do nothing`.execute(tx)
}

export async function listLetters(
  tx: Db,
  after: string | undefined,
  limit: number,
): Promise<{ seq: string; letter: Letter }[]> {
  const { rows } = await sql<{ seq: string; letter: Letter }>`
    select seq::text as seq, letter from documents.exchange_letter
     where seq > ${after ?? '0'}::bigint order by seq limit ${limit}`.execute(tx)
  return rows
}

export async function dropLetters(tx: Db, documentId: string, receivers: readonly string[]): Promise<void> {
  await sql`
    delete from documents.exchange_letter
     where document_id = ${documentId} and to_agency_id = any (${receivers}::text[])`.execute(tx)
}

/** Whoever takes in the same letter comes after this work, and finds it. */
export async function holdLetter(tx: Db, key: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`documents.letter ${key}`}, 0))`.execute(tx)
}

export type ExchangeProblem = 'unreachable' | 'too_slow' | 'not_taken' | 'not_acknowledged'

/** Where a reading that ran out of time goes on. */
export async function findPlace(tx: Db): Promise<string | undefined> {
  const { rows } = await sql<{ place: string | null }>`
    select goes_on_after as place from documents.exchange_reading`.execute(tx)
  return rows[0]?.place ?? undefined
}

/** How a reading ended: in all, where it goes on, or what went wrong. */
export async function noteReadingOf(
  tx: Db,
  { goesOnAfter, problem }: { goesOnAfter: string | undefined; problem: ExchangeProblem | undefined },
  at: Date,
): Promise<void> {
  const [place, why] = [goesOnAfter ?? null, problem ?? null]
  await sql`
    update documents.exchange_reading
       set goes_on_after = ${place}::text, tried_at = ${at}, problem = ${why}::text,
           failing_since = case when ${why}::text is not null then coalesce(failing_since, ${at}) end,
           checked_at = case when ${why}::text is null and ${place}::text is null then ${at} else checked_at end`.execute(
    tx,
  )
}

/** The exchange has to hear of it. */
export async function noteToTell(tx: Db, arrivalId: string): Promise<void> {
  await sql`update documents.arrival set to_tell = true where id = ${arrivalId}`.execute(tx)
}

export async function noteTold(tx: Db, arrivalId: string): Promise<void> {
  await sql`update documents.arrival set to_tell = false where id = ${arrivalId}`.execute(tx)
}

export interface Settled {
  id: string
  said: Said
  state: 'registered' | 'refused'
  reason: string | null
  number: number | null
  arrivedOn: string | null
}

/** What of letters from outside was entered or not taken, of which the exchange has not heard, from one on. */
export async function listToTell(tx: Db, after: string | undefined, limit: number): Promise<Settled[]> {
  const from = after ? sql`and a.id > ${after}::uuid` : sql``
  const { rows } = await sql<Settled>`
    select a.id, a.said, a.state, a.reason, i.number, i.arrived_on::text as arrived_on
      from documents.arrival a left join documents.incoming i on i.document_id = a.document_id
     where a.to_tell ${from} order by a.id limit ${limit}`.execute(tx)
  return rows
}
