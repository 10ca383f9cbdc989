import { sql } from 'kysely'
import type { Tx } from '#server/platform/database/database.ts'

export interface NewSession {
  id: string
  tokenHash: Buffer
  accountId: string
  agencyId: string | null
  userAgent: string
  address: string
  createdAt: Date
  seenAt: Date
  expiresAt: Date
  confirmedAt: Date | null
  identified: number | null
}

/** The hash itself may be told to nobody, nor compared outside the database's own function. */
const knownBy = (tokenHash: Buffer) => sql<string>`(select identity.session_known_by(${tokenHash}))`

export async function insertSession(tx: Tx<'identity'>, session: NewSession): Promise<void> {
  await tx.insertInto('identity.session').values(session).execute()
}

/** The sessions of an account that were seen after `seenAfter` and have not ended, newest first. */
export async function listOpenSessions(tx: Tx<'identity'>, accountId: string, now: Date, seenAfter: Date) {
  return tx
    .selectFrom('identity.session')
    .select(['id', 'agencyId', 'userAgent', 'address', 'createdAt', 'seenAt', 'expiresAt'])
    .where('accountId', '=', accountId)
    .where('endedAt', 'is', null)
    .where('expiresAt', '>', now)
    .where('seenAt', '>', seenAfter)
    .orderBy('createdAt', 'desc')
    .limit(200)
    .execute()
}

/** Ends the open sessions of an account: one of them, all but one, or all. Tells how many. */
export async function endOpenSessions(
  tx: Tx<'identity'>,
  accountId: string,
  now: Date,
  { only, except }: { only?: string; except?: string } = {},
): Promise<number> {
  let query = tx
    .updateTable('identity.session')
    .set({ endedAt: now })
    .where('accountId', '=', accountId)
    .where('endedAt', 'is', null)
  if (only) query = query.where('id', '=', only)
  if (except) query = query.where('id', '!=', except)
  const { numUpdatedRows } = await query.executeTakeFirst()
  return Number(numUpdatedRows)
}

/** The account whose session this is, if it is still open; for signing out and for rotating. */
export async function endSessionByToken(
  tx: Tx<'identity'>,
  tokenHash: Buffer,
  now: Date,
): Promise<{ id: string; accountId: string } | undefined> {
  return tx
    .updateTable('identity.session')
    .set({ endedAt: now })
    .where('id', '=', knownBy(tokenHash))
    .where('endedAt', 'is', null)
    .returning(['id', 'accountId'])
    .executeTakeFirst()
}

export async function setSessionAgency(
  tx: Tx<'identity'>,
  sessionId: string,
  accountId: string,
  agencyId: string,
): Promise<void> {
  await tx
    .updateTable('identity.session')
    .set({ agencyId })
    .where('id', '=', sessionId)
    .where('accountId', '=', accountId)
    .execute()
}

/** False when it is not an open session of this account. */
export async function setSessionConfirmed(
  tx: Tx<'identity'>,
  sessionId: string,
  accountId: string,
  now: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('identity.session')
    .set({ confirmedAt: now })
    .where('id', '=', sessionId)
    .where('accountId', '=', accountId)
    .where('endedAt', 'is', null)
    .where('expiresAt', '>', now)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Whose session this is or was. */
export async function findSessionOwner(tx: Tx<'identity'>, tokenHash: Buffer): Promise<string | undefined> {
  const row = await tx
    .selectFrom('identity.session')
    .select('accountId')
    .where('id', '=', knownBy(tokenHash))
    .executeTakeFirst()
  return row?.accountId
}

/** When the owner of this open session last proved who they are. */
export async function findOpenSession(
  tx: Tx<'identity'>,
  sessionId: string,
  now: Date,
): Promise<{ accountId: string; confirmedAt: Date | null } | undefined> {
  return tx
    .selectFrom('identity.session')
    .select(['accountId', 'confirmedAt'])
    .where('id', '=', sessionId)
    .where('endedAt', 'is', null)
    .where('expiresAt', '>', now)
    .executeTakeFirst()
}
