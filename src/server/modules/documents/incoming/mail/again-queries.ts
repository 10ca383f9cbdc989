/** SQL on mails that were not fetched and are asked for again. */
import { sql } from 'kysely'
import type { Tx } from '#server/platform/database/database.ts'
import { storable, storableJson } from '#server/platform/database/storable.ts'
import { insertArrivalFiles } from '../arrival-queries.ts'
import type { ArrivalFile, Findings, Said } from '../model.ts'

type Db = Tx<'documents'>

/** How asking for it ended; null until the program has tried. */
type AskingOutcome = 'fetched' | 'here' | 'cut_off' | 'gone' | null

export interface Asking {
  askedAt: Date
  outcome: AskingOutcome
}

/** How this mail was asked for, the latest first. */
export async function listAskings(tx: Db, arrivalId: string, most: number): Promise<Asking[]> {
  const { rows } = await sql<Asking>`
    select asked_at, outcome from documents.mail_asked_again
     where arrival_id = ${arrivalId} order by asked_at desc limit ${most}`.execute(tx)
  return rows
}

/** False where it is asked for already and the program has not tried yet. */
export async function insertAsking(
  tx: Db,
  { arrivalId, askedBy, askedAt }: { arrivalId: string; askedBy: string; askedAt: Date },
): Promise<boolean> {
  const { numAffectedRows = 0n } = await sql`
    insert into documents.mail_asked_again (arrival_id, asked_at, asked_by) values (${arrivalId}, ${askedAt}, ${askedBy})
    on conflict do nothing`.execute(tx)
  return numAffectedRows > 0n
}

export interface AskedMail {
  id: string
  /** By which it is known again. */
  key: string
  arrivedAt: Date
  askedAt: Date
}

/** What of this mailbox is asked for and was not tried yet, the longest waiting first. */
export async function listAskedMails(tx: Db, agencyId: string): Promise<AskedMail[]> {
  const { rows } = await sql<AskedMail>`
    select a.id, a.key, a.arrived_at, m.asked_at
      from documents.mail_asked_again m join documents.arrival a on a.id = m.arrival_id
     where m.ended_at is null and a.agency_id = ${agencyId} and a.state = 'waiting' and a.findings ->> 'problem' = 'not_fetched'
     order by m.asked_at limit 20`.execute(tx)
  return rows
}

export async function endAsking(
  tx: Db,
  { id, askedAt }: Pick<AskedMail, 'id' | 'askedAt'>,
  outcome: Exclude<AskingOutcome, null>,
  at: Date,
): Promise<void> {
  await sql`
    update documents.mail_asked_again set ended_at = ${at}, outcome = ${outcome}
     where arrival_id = ${id} and asked_at = ${askedAt} and ended_at is null`.execute(tx)
}

interface FetchedLetter {
  key: string
  sender: string
  said: Said
  findings: Findings
  files: readonly ArrivalFile[]
  readingState: 'none' | 'waiting'
}

/** The mail is what was fetched of it now. False where it waits no more, or the same came as another arrival. */
export async function completeArrival(
  tx: Db,
  id: string,
  { key, sender, said, findings, files, readingState }: FetchedLetter,
): Promise<boolean> {
  const { numAffectedRows = 0n } = await sql`
    update documents.arrival a
       set key = ${key}, sender = ${storable(sender)}, said = ${storableJson(said)}::jsonb, findings = ${storableJson(findings)}::jsonb,
           reading_state = ${readingState}
     where id = ${id} and state = 'waiting' and findings ->> 'problem' = 'not_fetched'
       and not exists (select from documents.arrival o
                        where (o.agency_id, o.source, o.key) = (a.agency_id, a.source, ${key}) and o.id <> a.id)`.execute(
    tx,
  )
  if (numAffectedRows === 0n) return false
  await insertArrivalFiles(tx, id, files)
  return true
}
