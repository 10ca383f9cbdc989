import { sql } from 'kysely'
import type { Work } from '../../work.ts'

export interface SealState {
  batch: number
  sealedAt: Date
  chain: Buffer
  keyId: string
}

/** The newest seal and how many events still wait for the next; undefined seal before the first. */
export async function getSealState({ tx }: Work): Promise<{ seal: SealState | undefined; waiting: number }> {
  const seal = await tx
    .selectFrom('platform.seal')
    .select(['batch', 'sealedAt', 'chain', 'keyId', 'lastTx', 'lastId'])
    .orderBy('batch', 'desc')
    .limit(1)
    .executeTakeFirst()
  const { rows } = await sql<{ waiting: number }>`
    select count(*) as waiting from platform.event_log
     where (tx_id, id) > (${String(seal?.lastTx ?? '0')}::xid8, ${seal?.lastId ?? 0}::bigint)`.execute(tx)
  return {
    seal: seal && { ...seal, sealedAt: new Date(seal.sealedAt) },
    waiting: rows[0]?.waiting ?? 0,
  }
}
