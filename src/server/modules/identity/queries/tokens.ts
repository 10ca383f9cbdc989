import type { Tx } from '#server/platform/database/database.ts'
import type { TokenScope } from '../model.ts'

export interface NewToken {
  id: string
  tokenHash: Buffer
  accountId: string
  agencyId: string | null
  kind: 'personal' | 'client'
  label: string
  createdAt: Date
  expiresAt: Date
  /** Null: everything its account may do. */
  scopes: TokenScope[] | null
}

export async function insertToken(tx: Tx<'identity'>, token: NewToken): Promise<void> {
  await tx.insertInto('identity.apiToken').values(token).execute()
}

export async function listOpenTokens(tx: Tx<'identity'>, accountId: string, now: Date) {
  return tx
    .selectFrom('identity.apiToken')
    .select(['id', 'label', 'createdAt', 'usedAt', 'expiresAt', 'scopes'])
    .$narrowType<{ scopes: TokenScope[] | null }>()
    .where('accountId', '=', accountId)
    .where('kind', '=', 'personal')
    .where('endedAt', 'is', null)
    .where('expiresAt', '>', now)
    .orderBy('createdAt', 'desc')
    .limit(200)
    .execute()
}

export async function endOpenTokens(
  tx: Tx<'identity'>,
  accountId: string,
  now: Date,
  id?: string,
): Promise<string[]> {
  let query = tx
    .updateTable('identity.apiToken')
    .set({ endedAt: now })
    .where('accountId', '=', accountId)
    .where('endedAt', 'is', null)
  if (id) query = query.where('id', '=', id)
  const rows = await query.returning('id').execute()
  return rows.map((row) => row.id)
}
