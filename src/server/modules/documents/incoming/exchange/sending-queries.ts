/** SQL on how far what was sent has come at each receiver. */
import { sql } from 'kysely'
import type { Tx } from '#server/platform/database/database.ts'
import type { Work } from '#server/platform/work.ts'
import type { Acknowledgement } from './port.ts'

export interface Sending {
  agencyId: string
  state: 'sent' | 'arrived' | 'refused' | 'registered'
  sentAt: Date
  changedAt: Date
  reason: string | null
  receivedAs: string | null
}

/** How far a document has come, for the agency that sent it. */
export async function listSendings(work: Pick<Work, 'tx'>, documentId: string): Promise<Sending[]> {
  return work.tx
    .selectFrom('documents.sending')
    .select(['agencyId', 'state', 'sentAt', 'changedAt', 'reason', 'receivedAs'])
    .where('documentId', '=', documentId)
    .orderBy('agencyId')
    .limit(1000)
    .$castTo<Sending>()
    .execute()
}

/** Never backwards: what was registered or refused stays so, whatever comes late. */
export async function noteAcknowledged(
  tx: Tx<'documents'>,
  documentId: string,
  agencyId: string,
  acknowledgement: Acknowledgement,
  at: Date,
): Promise<void> {
  await tx
    .updateTable('documents.sending')
    .set({
      state: acknowledgement.state,
      changedAt: at,
      reason: 'reason' in acknowledgement ? acknowledgement.reason : null,
      receivedAs: 'receivedAs' in acknowledgement ? acknowledgement.receivedAs : null,
    })
    .where('documentId', '=', documentId)
    .where('agencyId', '=', agencyId)
    .where('state', 'in', acknowledgement.state === 'arrived' ? ['sent'] : ['sent', 'arrived'])
    .execute()
}

/** Forgets that it was to go to these: whoever follows them receives it, or has it. What has arrived stays. */
export async function dropSendings(
  tx: Tx<'documents'>,
  documentId: string,
  agencyIds: readonly string[],
): Promise<void> {
  await tx
    .deleteFrom('documents.sending')
    .where('documentId', '=', documentId)
    .where('agencyId', 'in', [...agencyIds, ''])
    .where('state', '=', 'sent')
    .execute()
}

/** Where these are not sent yet, notes that they are going to be. Returns those at which it has not arrived. */
export async function beginSendings(
  tx: Tx<'documents'>,
  documentId: string,
  agencyIds: readonly string[],
  at: Date,
): Promise<string[]> {
  if (agencyIds.length > 0) {
    await tx
      .insertInto('documents.sending')
      .values(agencyIds.map((agencyId) => ({ documentId, agencyId, sentAt: at, changedAt: at })))
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    await sql`
      insert into documents.reader (document_id, agency_id, why, since)
      select ${documentId}::uuid, agency_id, 'recipient', ${at}::timestamptz from unnest(${agencyIds}::text[]) as agency_id
      on conflict do nothing`.execute(tx)
  }
  const rows = await tx
    .selectFrom('documents.sending')
    .select('agencyId')
    .where('documentId', '=', documentId)
    .where('state', '=', 'sent')
    .limit(1000)
    .execute()
  return rows.map(({ agencyId }) => agencyId)
}
