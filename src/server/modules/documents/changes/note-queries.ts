/** SQL on what clerks noted by hand of the senders of what came. */
import { sql } from 'kysely'
import type { Tx } from '#server/platform/database/database.ts'

type Db = Tx<'documents'>

export const handChanges = ['revoked', 'replaced', 'amended', 'corrected'] as const
export type HandChange = (typeof handChanges)[number]

/** A note that stands, by the act it was made with. */
export interface NoteRow {
  seq: number
  kind: HandChange
  symbol: string
  day: string
}

/** An incoming document; `isFollowed`: the exchange proved whose document it is, and the program learns what becomes of that. */
export async function findNoted(
  tx: Db,
  id: string,
): Promise<{ agencyId: string; type: string; lastSeq: number; isFollowed: boolean } | undefined> {
  const { rows } = await sql<{ agencyId: string; type: string; lastSeq: number; isFollowed: boolean }>`
    select i.agency_id, i.type, d.last_seq, i.source = 'exchange' and i.sent_document is not null as is_followed
      from documents.incoming i join documents.document d on d.id = i.document_id where i.document_id = ${id}`.execute(
    tx,
  )
  return rows[0]
}

/** What was entered under this number of the register of one of these agencies, with its own number and day. */
export async function findEntered(
  tx: Db,
  agencyIds: readonly string[],
  number: number,
  year: number,
): Promise<{ id: string; symbol: string; day: string | null } | undefined> {
  const { rows } = await sql<{ id: string; symbol: string; day: string | null }>`
    select i.document_id as id, coalesce(d.symbol, '') as symbol, i.issued_on::text as day
      from documents.incoming i join documents.document d on d.id = i.document_id
     where i.agency_id = any (${[...agencyIds]}::text[]) and (i.number, i.year) = (${number}, ${year})
     order by array_position(${[...agencyIds]}::text[], i.agency_id) limit 1`.execute(tx)
  return rows[0]
}

export async function listNotes(tx: Db, id: string): Promise<NoteRow[]> {
  const { rows } = await sql<NoteRow>`
    select note_seq as seq, kind, by_symbol as symbol, by_day::text as day
      from documents.sender_change where document_id = ${id} and note_seq is not null order by note_seq`.execute(
    tx,
  )
  return rows
}
