import type { Tx } from '#server/platform/database/database.ts'

export interface Passkey {
  id: string
  accountId: string
  publicKey: Buffer
  counter: number
  transports: string[]
  label: string
  createdAt: Date
  usedAt: Date | null
}

export async function listPasskeyRows(tx: Tx<'identity'>, accountId: string): Promise<Passkey[]> {
  return tx
    .selectFrom('identity.passkey')
    .selectAll()
    .where('accountId', '=', accountId)
    .orderBy('createdAt')
    .execute()
}

/** The key, held until its counter has been moved on. */
export async function lockPasskey(
  tx: Tx<'identity'>,
  accountId: string,
  id: string,
): Promise<Passkey | undefined> {
  return tx
    .selectFrom('identity.passkey')
    .selectAll()
    .where('accountId', '=', accountId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
}

export async function insertPasskey(tx: Tx<'identity'>, passkey: Omit<Passkey, 'usedAt'>): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('identity.passkey')
    .values(passkey)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

export async function movePasskey(
  tx: Tx<'identity'>,
  id: string,
  counter: number,
  usedAt: Date,
): Promise<void> {
  await tx.updateTable('identity.passkey').set({ counter, usedAt }).where('id', '=', id).execute()
}

export async function deletePasskeys(tx: Tx<'identity'>, accountId: string, id?: string): Promise<number> {
  let query = tx.deleteFrom('identity.passkey').where('accountId', '=', accountId)
  if (id) query = query.where('id', '=', id)
  const { numDeletedRows } = await query.executeTakeFirst()
  return Number(numDeletedRows)
}
