/** SQL on where the mailboxes of agencies are, and how far they were read. */
import type { Insertable, Selectable } from 'kysely'
import type { Tx } from '#server/platform/database/database.ts'
import type { DocumentsMailbox } from '#server/platform/schema.gen.ts'

export type Mailbox = Selectable<DocumentsMailbox>

export async function findMailbox(tx: Tx<'documents'>, agencyId: string): Promise<Mailbox | undefined> {
  return tx.selectFrom('documents.mailbox').selectAll().where('agencyId', '=', agencyId).executeTakeFirst()
}

/** Those that are read, the one not tried for longest first: what does not answer takes no other's turn. */
export async function listActiveMailboxes(tx: Tx<'documents'>): Promise<Mailbox[]> {
  return tx
    .selectFrom('documents.mailbox')
    .selectAll()
    .where('active', '=', true)
    .orderBy('triedAt', (order) => order.asc().nullsFirst())
    .limit(500)
    .execute()
}

type Place = Omit<
  Insertable<DocumentsMailbox>,
  'uidValidity' | 'lastUid' | 'checkedAt' | 'triedAt' | 'problem' | 'confirmedBy' | 'confirmedAt'
>

/** Says where it is. Of another place everything is read anew; what came before is known by its fingerprint. */
export async function keepMailbox(tx: Tx<'documents'>, place: Place): Promise<void> {
  await tx
    .insertInto('documents.mailbox')
    .values(place)
    .onConflict((conflict) =>
      conflict.column('agencyId').doUpdateSet({
        ...place,
        uidValidity: null,
        lastUid: 0,
        checkedAt: null,
        triedAt: null,
        problem: null,
      }),
    )
    .execute()
}

/** How far it was read. False where it was said meanwhile that it lies elsewhere. */
export async function noteRead(
  tx: Tx<'documents'>,
  { agencyId, changedAt }: Pick<Mailbox, 'agencyId' | 'changedAt'>,
  read: { uidValidity: number; lastUid: number },
): Promise<boolean> {
  const updated = await tx
    .updateTable('documents.mailbox')
    .set(read)
    .where('agencyId', '=', agencyId)
    .where('changedAt', '=', changedAt)
    .executeTakeFirst()
  return updated.numUpdatedRows > 0n
}

/** How a look into it ended; nothing where it was said meanwhile that it lies elsewhere. */
export async function noteChecked(
  tx: Tx<'documents'>,
  { agencyId, changedAt }: Pick<Mailbox, 'agencyId' | 'changedAt'>,
  problem: string | null,
  at: Date,
): Promise<void> {
  await tx
    .updateTable('documents.mailbox')
    .set({ problem, triedAt: at, ...(problem ? {} : { checkedAt: at }) })
    .where('agencyId', '=', agencyId)
    .where('changedAt', '=', changedAt)
    .execute()
}

/** Every mailbox, those that wait to be confirmed first. */
export async function listMailboxes(tx: Tx<'documents'>): Promise<Mailbox[]> {
  return tx
    .selectFrom('documents.mailbox')
    .selectAll()
    .orderBy('confirmedAt', (order) => order.asc().nullsFirst())
    .orderBy('agencyId')
    .limit(500)
    .execute()
}

/** Confirms, or with nobody no longer confirms, where it is. False where it was said meanwhile that it lies elsewhere. */
export async function noteConfirmed(
  tx: Tx<'documents'>,
  { agencyId, host, port }: Pick<Mailbox, 'agencyId' | 'host' | 'port'>,
  confirmed: Pick<Mailbox, 'confirmedBy' | 'confirmedAt'>,
): Promise<boolean> {
  const updated = await tx
    .updateTable('documents.mailbox')
    .set(confirmed)
    .where('agencyId', '=', agencyId)
    .where('host', '=', host)
    .where('port', '=', port)
    .executeTakeFirst()
  return updated.numUpdatedRows > 0n
}
